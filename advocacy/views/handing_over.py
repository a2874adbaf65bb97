"""Handing the open work of somebody over to somebody else."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from advocacy.domain.problems import LinesRefused, Refused
from advocacy.domain.words import N_
from advocacy.forms.handing_over import HandOverForm
from advocacy.policy import Action
from advocacy.queries import handing_over as queries
from advocacy.services import handing_over
from advocacy.services.handing_over import Handed
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import made, saved, sentence

SOME_CANNOT = N_(
    "Nothing was handed over yet: some of it cannot go. It is marked below and no longer ticked; send the rest again."
)

bp = Blueprint("handing_over", __name__, url_prefix="/hand-over")
bp.before_request(lighting("tasks"))


@bp.route("/<ref:ref>", methods=["GET", "POST"])
@requires(Action.HAND_OVER)
def work_of(ref: str) -> ResponseReturnValue:
    """What somebody has to do still; chosen things go to somebody else."""
    actor = current_actor()
    leaving = found(queries.user_by_ref(ref))
    work = queries.work_of(actor, leaving)
    by_ref = {each.ref: each for each in work.all()}
    form = HandOverForm.of(list(by_ref))
    refusals: dict[str, str] = {}

    def hand_over() -> Handed:
        chosen = [by_ref[each] for each in form.work.data or () if each in by_ref]
        try:
            return handing_over.hand_over(actor, leaving, form.to.record, chosen)
        except LinesRefused as refused:
            for place, problems in refused.lines.items():
                refusals[chosen[place].ref] = " ".join(sentence(each) for each in problems)
            form.work.data = [ref for ref in form.work.data or () if ref not in refusals]
            raise Refused.at("work", SOME_CANNOT) from None

    if handed := made(form, hand_over):
        words = ngettext("One thing handed over.", "%(num)d things handed over.", handed.total)
        return saved(url_for("handing_over.work_of", ref=ref), words)
    return page("handing_over/work.html", form=form, leaving=leaving, work=work, refusals=refusals)

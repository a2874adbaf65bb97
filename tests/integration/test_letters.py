"""Letters on their pages: from a draft to an answer."""

from advocacy.models import User
from tests.factories import commit, make_campaign, make_demand, make_official
from tests.web import Page, Web


def follow(page: Page, end: str) -> Page:
    """Open the first link of a page whose address ends so."""
    return page.web.get(next(link for link in page.links() if link.split("?")[0].endswith(end)))


def test_a_letter_goes_from_draft_to_a_classified_reply(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    make_demand(campaign)
    mayor = make_official("Ada Example")
    commit()
    web.sign_in(organizer)
    form = web.get(f"/letters/new?campaign={campaign.ref}&to={mayor.ref}")
    shown = form.submit({"subject": "Three points", "body": "We ask **three** things."})
    assert shown.title == "Three points"
    shown = shown.submit(button="Send for review").submit(button="Approve")
    shown = follow(shown, "/send").submit({"method": "by_hand", "sent_on": "2017-02-02"})
    assert "Sent Feb 2, 2017. By hand." in shown.text
    shown = follow(shown, "/replies/new").submit({"received_on": "2017-02-02", "words": "the answer is no"})
    assert "Reply to classify" in shown.text
    shown = follow(shown, "/classify")
    name = str(shown.soup.select_one("main select")["name"])  # type: ignore[index]
    shown = shown.submit({name: "refused"})
    stamp = shown.soup.select_one(".stamp")
    assert stamp is not None
    assert stamp.get_text() == "Refused"
    assert "Sent 1, answered 1" in web.get("/letters").text

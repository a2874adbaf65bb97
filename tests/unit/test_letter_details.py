"""What is wrong with what people say about letters."""

from datetime import date

import pytest

from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_details import (
    AddressedRecipient,
    AnswerDetails,
    DeliveryDetails,
    LetterDetails,
    PartyDetails,
    RecipientDetails,
    ReplyDetails,
    SignatureDetails,
    check_answers,
    check_delivery,
    check_due,
    check_letter,
    check_party,
    check_reply,
    check_signing,
)
from advocacy.domain.letters import RecipientStatus, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Problem

TODAY = date(2017, 5, 1)
FEB_2 = PartialDate("2017-02-02")


def fields(problems: list[Problem]) -> list[str]:
    return [problem.field for problem in problems]


def test_a_plain_letter_is_fine() -> None:
    assert check_letter(LetterDetails("Three points", campaigns=("c",), demands=("d",)), TODAY, ["c"]) == []


def test_a_letter_needs_a_subject_and_a_sane_number_of_days() -> None:
    assert fields(check_letter(LetterDetails(" ", reply_business_days=0), TODAY, [])) == [
        "subject",
        "reply_business_days",
    ]
    assert fields(check_letter(LetterDetails("x", reply_business_days=251), TODAY, [])) == ["reply_business_days"]


def test_a_demand_of_another_campaign_is_refused() -> None:
    assert fields(check_letter(LetterDetails("x", campaigns=("c",)), TODAY, ["other"])) == ["demands"]


def test_a_draft_may_be_dated_ahead_but_a_letter_that_went_out_may_not() -> None:
    ahead = PartialDate("2017-05-02")
    assert check_letter(LetterDetails("x", dated_on=ahead), TODAY, []) == []
    assert fields(check_letter(LetterDetails("x", dated_on=ahead, already_sent=True), TODAY, [])) == ["dated_on"]
    assert fields(check_letter(LetterDetails("x", dated_on=ahead, side=Side.OTHERS), TODAY, [])) == ["dated_on"]
    assert check_letter(LetterDetails("x", dated_on=PartialDate("2017"), already_sent=True), TODAY, []) == []


@pytest.mark.parametrize(
    ("party", "is_fine"),
    [
        (PartyDetails(person="p"), True),
        (PartyDetails(organization="o"), True),
        (PartyDetails(attribution="the governor’s office"), True),
        (PartyDetails(person="p", attribution="by her aide"), True),
        (PartyDetails(person="p", organization="o"), False),
        (PartyDetails(attribution="  "), False),
    ],
)
def test_one_person_or_one_organization_or_words(party: PartyDetails, is_fine: bool) -> None:
    assert (check_party(party, "party") == []) is is_fine


def test_a_printed_name_stands_for_a_signer_who_is_not_on_file() -> None:
    assert check_party(SignatureDetails(printed_name="Ada"), "party", "Ada") == []


def test_a_due_date_is_not_before_sending_nor_years_after() -> None:
    assert check_due(date(2017, 2, 2), FEB_2) == []
    assert fields(check_due(date(2017, 2, 1), FEB_2)) == ["reply_due"]
    assert fields(check_due(date(2107, 2, 1), FEB_2)) == ["reply_due"]
    assert check_due(date(2017, 2, 1), PartialDate("2017-02")) == []
    assert check_due(date(2107, 2, 1), PartialDate()) == []


WAITING = AddressedRecipient("a", RecipientStatus.TO_SEND)
SENT = AddressedRecipient("a", RecipientStatus.SENT, FEB_2, frozenset({"d"}))


def test_a_letter_is_sent_to_its_own_recipients_who_wait_for_it() -> None:
    assert check_delivery(DeliveryDetails(("a",), sent_on=FEB_2), {"a": WAITING}, TODAY) == []
    assert fields(check_delivery(DeliveryDetails(()), {"a": WAITING}, TODAY)) == ["recipients"]
    assert fields(check_delivery(DeliveryDetails(("b",)), {"a": WAITING}, TODAY)) == ["recipients"]
    assert fields(check_delivery(DeliveryDetails(("a",)), {"a": SENT}, TODAY)) == ["recipients"]


def test_nothing_goes_out_or_arrives_in_the_future_or_backwards() -> None:
    def wrong(**days: PartialDate) -> list[str]:
        return fields(check_delivery(DeliveryDetails(("a",), **days), {"a": WAITING}, TODAY))

    assert wrong(sent_on=PartialDate("2017-05-02")) == ["sent_on"]
    assert wrong(sent_on=FEB_2, delivered_on=PartialDate("2017-02-01")) == ["delivered_on"]
    assert wrong(delivered_on=PartialDate("2017-05-02")) == ["delivered_on"]
    assert wrong(sent_on=PartialDate("2017"), delivered_on=PartialDate("2017-01")) == []


def test_a_reply_cannot_come_before_its_letter_went_out_nor_in_the_future() -> None:
    def wrong(day: str) -> list[str]:
        details = ReplyDetails(PartialDate(day), answers=(AnswerDetails("a"),))
        return fields(check_reply(details, {"a": SENT}, TODAY))

    assert wrong("2017-02-01") == ["received_on"]
    assert wrong("2017-01") == ["received_on"]
    assert wrong("2017-05-02") == ["received_on"]
    assert wrong("2017-02-02") == []
    assert wrong("2017-02") == []
    assert wrong("") == []


def test_a_reply_answers_somebody_to_whom_it_went_on_demands_of_the_campaigns() -> None:
    known = {"a": SENT}
    refused = ReplyOutcome.REFUSED
    assert fields(check_answers((), known)) == ["recipients"]
    assert fields(check_answers((AnswerDetails("other"),), known)) == ["recipients"]
    assert fields(check_answers((AnswerDetails("a"),), {"a": WAITING})) == ["recipients"]
    assert fields(check_answers((AnswerDetails("a", refused, "other"),), known)) == ["answers"]
    assert fields(check_answers((AnswerDetails("a", None, "d"),), known)) == ["answers"]
    assert check_answers((AnswerDetails("a", refused, "d"), AnswerDetails("a", refused)), known) == []


def test_a_name_stands_only_under_the_text_that_was_seen_and_an_organization_says_who_approved() -> None:
    assert check_signing(SignatureDetails(), seen_version=2, text_version=2) == []
    assert fields(check_signing(SignatureDetails(), seen_version=1, text_version=2)) == [""]
    assert fields(check_signing(SignatureDetails(), seen_version=None, text_version=2)) == [""]
    assert fields(check_signing(SignatureDetails(organization="o"), seen_version=2, text_version=2)) == ["approved_by"]


def test_what_starts_as_sent() -> None:
    assert not LetterDetails("x").starts_as_sent
    assert LetterDetails("x", already_sent=True).starts_as_sent
    assert LetterDetails("x", side=Side.THEIRS).starts_as_sent
    assert RecipientDetails(person="p").reply_due is None

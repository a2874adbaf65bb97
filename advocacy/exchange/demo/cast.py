"""Sampleville: an invented place with an invented council, press and coalition. Nobody here exists."""

from advocacy.db import db
from advocacy.domain.directory import (
    CoalitionPart,
    ContactKind,
    JurisdictionKind,
    OrganizationKind,
    RuleBase,
    RuleFraction,
    TaxStatus,
)
from advocacy.domain.measures import MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.demo.stage import Stage
from advocacy.models import BodyRule, ContactPoint, Jurisdiction, MediaItem, Organization, Person, Post, Term

COUNCIL = (
    ("City Councilor, Ward 1", "Ana", "Muestra"),
    ("City Councilor, Ward 2", "Ben", "Sample"),
    ("City Councilor, Ward 3", "Carla", "Ejemplo"),
    ("City Councilor, Ward 4", "Dov", "Specimen"),
    ("City Councilor, Ward 5", "Elena", "Prueba"),
    ("City Councilor, Ward 6", "Frank", "Testcase"),
    ("City Councilor, Ward 7", "Grace", "Mockup"),
    ("City Councilor, Ward 8", "Hugo", "Invento"),
    ("City Councilor, At large 1", "Iris", "Example"),
    ("City Councilor, At large 2", "Joel", "Ficticio"),
    ("City Councilor, At large 3", "Kim", "Pretend"),
    ("City Councilor, At large 4", "Luz", "Demostración"),
    ("City Councilor, At large 5", "Max", "Fixture"),
)
GROUPS = (
    ("neighbors", "Sampleville Neighbors United", OrganizationKind.COALITION_PARTNER, CoalitionPart.MEMBER),
    ("workers", "Sample Workers Center", OrganizationKind.COALITION_PARTNER, CoalitionPart.MEMBER),
    ("church", "First Sample Church", OrganizationKind.CONGREGATION, CoalitionPart.ENDORSER),
    ("union", "Sample Teachers Union, Local 000", OrganizationKind.UNION, CoalitionPart.ALLY),
    ("opponents", "Sampleville Taxpayers Forum", OrganizationKind.OTHER, CoalitionPart.OPPONENT),
    ("police", "Sampleville Police Department", OrganizationKind.POLICE, CoalitionPart.NONE),
    ("gazette", "The Sampleville Gazette", OrganizationKind.MEDIA_OUTLET, CoalitionPart.NONE),
)


def put_on_stage(stage: Stage) -> None:
    """Make the place, its council of 13 seats, its mayor, and everybody else."""
    place = Jurisdiction(jurisdiction_kind=JurisdictionKind.CITY, note="An invented city, for practice.")
    place.rename("Sampleville")
    stage.add(place)
    council = _body(stage, place)
    for position, (office, given, family) in enumerate(COUNCIL, start=1):
        person = _person(stage, given, family, title="Councilor")
        _seat(stage, council, office, position, person)
    mayor = _person(stage, "Marta", "Modelo", title="Mayor")
    mayor.party = "Sample Party"
    _office(stage, place, "Mayor of Sampleville", mayor)
    chief = _person(stage, "Omar", "Placeholder", title="Chief")
    _groups(stage, place)
    chief.organization_id = stage.organizations["police"].id
    _office(stage, place, "Chief of Police of Sampleville", chief)
    _others(stage)
    _contacts(stage)
    _press(stage)


def _person(stage: Stage, given: str, family: str, **more: str) -> Person:
    person = Person(**more)
    person.rename(given_name=given, family_name=family)
    person.note = "Invented, for practice."
    stage.add(person)
    stage.people[person.name] = person
    return person


def _body(stage: Stage, place: Jurisdiction) -> Organization:
    council = Organization(organization_kind=OrganizationKind.LEGISLATIVE_BODY, is_body=True, jurisdiction_id=place.id)
    council.rename("Sampleville City Council")
    stage.add(council)
    stage.organizations["council"] = council
    for kind, since, fraction, base, veto in (
        (MotionKind.ORDINARY, "2020", RuleFraction.HALF, RuleBase.ALL_SEATS, "The mayor may veto within ten days."),
        (MotionKind.ORDINARY, "2004", RuleFraction.HALF, RuleBase.VOTING, "The mayor may veto within ten days."),
        (MotionKind.OVERRIDE, "2020", RuleFraction.TWO_THIRDS, RuleBase.ALL_SEATS, ""),
    ):
        rule = BodyRule(
            body_id=council.id, motion_kind=kind, valid_from=PartialDate(since), fraction=fraction, base=base, quorum=7,
            notice_hours=48, comment_deadline_hours=24, comment_minutes=3, readings=1, veto=veto,
            citation="Rules of the Sampleville City Council (invented), rule 7",
        )  # fmt: skip
        _store(rule)
    return council


def _store(row: object) -> None:
    db.session.add(row)
    db.session.flush()


def _seat(stage: Stage, council: Organization, office: str, position: int, person: Person) -> None:
    post = Post(body_id=council.id, label=office, position=position, division=office.rsplit(", ", 1)[1])
    _store(post)
    begin = PartialDate(f"{stage.today.year - 1}-01")
    end = stage.on(-20) if person.family_name == "Fixture" else _end_of_term(stage)
    _store(Term(post_id=post.id, person_id=person.id, starts_on=begin, ends_on=end))


def _office(stage: Stage, place: Jurisdiction, office: str, person: Person) -> None:
    post = Post(jurisdiction_id=place.id, label=office)
    _store(post)
    begin = PartialDate(f"{stage.today.year - 2}")
    _store(Term(post_id=post.id, person_id=person.id, starts_on=begin, ends_on=_end_of_term(stage)))


def _end_of_term(stage: Stage) -> PartialDate:
    return PartialDate(f"{stage.today.year + 1}-12-31")


def _groups(stage: Stage, place: Jurisdiction) -> None:
    for key, title, kind, part in GROUPS:
        group = Organization(organization_kind=kind, part=part, jurisdiction_id=place.id)
        group.rename(f"{title} (sample)")
        if part is CoalitionPart.MEMBER:
            group.joined_on, group.tax_status = PartialDate(f"{stage.today.year - 1}"), TaxStatus.C3
            group.promised = "Two volunteers for each council meeting."
        stage.add(group)
        stage.organizations[key] = group


def _others(stage: Stage) -> None:
    aide = _person(stage, "Pia", "Muster", role="Aide to Councilor Ana Muestra")
    aide.organization_id = stage.organizations["council"].id
    pastor = _person(stage, "Quinn", "Ejemplar", title="Rev.", role="Pastor")
    pastor.organization_id = stage.organizations["church"].id
    stage.organizations["church"].spokesperson_id = pastor.id
    speaker = _person(stage, "Rosa", "Patrón", role="Organizer")
    speaker.organization_id = stage.organizations["workers"].id
    stage.organizations["workers"].spokesperson_id = speaker.id
    shy = _person(stage, "Sol", "Reservada", role="Neighbor; does not want to be named in print")
    shy.not_in_print = True


def _contacts(stage: Stage) -> None:
    for name, kind, value, public in (
        ("Marta Modelo", ContactKind.PHONE, "+14135550100", True),
        ("Marta Modelo", ContactKind.EMAIL, "mayor@sampleville.example", True),
        ("Ana Muestra", ContactKind.PHONE, "+14135550111", True),
        ("Ana Muestra", ContactKind.PHONE, "+14135550199", False),
        ("Elena Prueba", ContactKind.EMAIL, "ward5@sampleville.example", True),
    ):
        point = ContactPoint(person_id=stage.people[name].id, contact_kind=kind, value=value, is_public=public)
        point.source = "Invented, for practice"
        _store(point)


def _press(stage: Stage) -> None:
    for key, headline, days in (
        ("hearing", "Council to vote on welcoming-city resolution (sample)", -6),
        ("mayor", "Mayor “not convinced yet” on police rules (sample)", -21),
    ):
        item = MediaItem(
            publisher="The Sampleville Gazette", headline=headline, published_on=stage.on(days),
            outlet_id=stage.organizations["gazette"].id, summary="An invented article, for practice.",
        )  # fmt: skip
        stage.sources[key] = stage.add(item)

"""Every named route, tried as a stranger and as the head of another office.

The sample year stands behind the routes, so that there is data that could leak. A
route that is not listed here fails: a new page must say who may open it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import worlds
from vinhdanh.accounts.enums import Role
from vinhdanh.awarding.models import Certificate, CertificateBatch
from vinhdanh.blocks.models import (
    Ballot,
    Block,
    BlockDocument,
    BlockYear,
    MemberFiling,
    Proposal,
)
from vinhdanh.councils.models import Council, Meeting
from vinhdanh.covenants.models import Covenant
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.eligibility.models import AdoptedRule, StoredVerdict
from vinhdanh.indicators.models import ApiKey, Indicator, IndicatorValue
from vinhdanh.initiatives.models import Initiative
from vinhdanh.intake.models import ImportBatch
from vinhdanh.ledger.models import Award
from vinhdanh.movements.models import (
    Document,
    Gathering,
    Movement,
    Registration,
    Review,
)
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.publishing.models import Publication
from vinhdanh.registry.models import (
    Body,
    Merge,
    Person,
    RecognisedWork,
    Reorganisation,
    Transfer,
    Unit,
)
from vinhdanh.scoring.models import Appeal, CriteriaVersion, Scoring, Sheet

pytestmark = pytest.mark.usefixtures("sample_year", "db")

PUBLIC = "public"
OWN_SCOPE = "own scope"  # opens for everybody signed in, and shows her own alone
HIDDEN = "hidden"  # 404 for whoever does not see the object
NOBODY = "00000000-0000-4000-8000-000000000000"
SIGN_IN = "sign-in"  # part of signing in or out
KEYED = "keyed"  # for machines: 401 without a key, whoever is signed in


@dataclass(frozen=True)
class Route:
    """Who may open a route, and the object of the sample that it would show."""

    access: str
    model: Any = None
    extra: tuple[Any, ...] = ()


ROUTES: dict[str, Route] = {
    "set_language": Route(PUBLIC),
    "desk": Route(OWN_SCOPE),
    "first-run": Route(SIGN_IN),
    "account_login": Route(SIGN_IN),
    "account_logout": Route(SIGN_IN),
    "account_signup": Route(SIGN_IN),
    "account_inactive": Route(SIGN_IN),
    "account_change_password": Route(SIGN_IN),
    "account_reset_password": Route(SIGN_IN),
    "account_reset_password_done": Route(SIGN_IN),
    "account_reset_password_from_key": Route(SIGN_IN),
    "account_reset_password_from_key_done": Route(SIGN_IN),
    "portal": Route(PUBLIC),
    "publication": Route(PUBLIC, Publication),
    "publication-sheet": Route(PUBLIC, Publication),
    "verify-text": Route(PUBLIC),
    "verify": Route(PUBLIC, Certificate),
    "public-keys": Route(PUBLIC),
    "accounts": Route(OWN_SCOPE),
    "account-open": Route(OWN_SCOPE),
    "account": Route(HIDDEN, get_user_model()),
    "account-role-give": Route(HIDDEN, get_user_model()),
    "account-role-end": Route(HIDDEN, get_user_model(), (1,)),
    "account-link-person": Route(HIDDEN, get_user_model()),
    "account-password-reset": Route(HIDDEN, get_user_model()),
    "people": Route(OWN_SCOPE),
    "people-sheet": Route(OWN_SCOPE),
    "person-add": Route(OWN_SCOPE),
    "person": Route(HIDDEN, Person),
    "person-mend": Route(HIDDEN, Person),
    "person-identity": Route(HIDDEN, Person),
    "identity-reveal": Route(HIDDEN, Person, (1,)),
    "identity-strike": Route(HIDDEN, Person, (1,)),
    "employment-add": Route(HIDDEN, Person),
    "person-send": Route(HIDDEN, Person),
    "person-post-end": Route(HIDDEN, Person),
    "person-depart": Route(HIDDEN, Person),
    "departure-take-back": Route(HIDDEN, Person),
    "twins": Route(OWN_SCOPE),
    "twin-pair": Route(HIDDEN, Person, (NOBODY,)),
    "merge-part": Route(HIDDEN, Merge),
    "transfers": Route(OWN_SCOPE),
    "transfer": Route(HIDDEN, Transfer),
    "work-add": Route(HIDDEN, Person),
    "year-facts": Route(HIDDEN, Person, (2016,)),
    "discipline-add": Route(HIDDEN, Person, (2016,)),
    "discipline-end": Route(HIDDEN, Person, (2016, 1, "huy")),
    "inquiry-add": Route(HIDDEN, Person, (2016,)),
    "inquiry-close": Route(HIDDEN, Person, (2016, 1)),
    "work": Route(HIDDEN, RecognisedWork),
    "work-shares": Route(HIDDEN, RecognisedWork),
    "work-use": Route(HIDDEN, RecognisedWork, (1,)),
    "person-mine": Route(OWN_SCOPE),
    "units": Route(OWN_SCOPE),
    "unit-add": Route(OWN_SCOPE),
    "unit": Route(HIDDEN, Unit),
    "headcount": Route(HIDDEN, Unit),
    "lineage-ruling": Route(HIDDEN, Unit, (1,)),
    "reorganisations": Route(OWN_SCOPE),
    "reorganise": Route(OWN_SCOPE, None, ("hop-nhat",)),
    "reorganisation": Route(HIDDEN, Reorganisation),
    "person-profile": Route(HIDDEN, Person, ("docx",)),
    "unit-profile": Route(HIDDEN, Unit, ("docx",)),
    "body-profile": Route(HIDDEN, Body, ("docx",)),
    "collective-year": Route(HIDDEN, Unit, (2016,)),
    "bodies": Route(OWN_SCOPE),
    "body-add": Route(OWN_SCOPE),
    "body": Route(HIDDEN, Body),
    "body-term-add": Route(HIDDEN, Body),
    "body-term-end": Route(HIDDEN, Body, (1,)),
    "body-seat": Route(HIDDEN, Body, (1,)),
    "body-delegate": Route(HIDDEN, Body, (1,)),
    "body-seat-end": Route(HIDDEN, Body, (1,)),
    "find": Route(OWN_SCOPE),
    "import-list": Route(OWN_SCOPE),
    "import-template": Route(OWN_SCOPE, None, (2026,)),
    "import-current": Route(OWN_SCOPE, None, ("grades", 2026)),
    "import-template-of": Route(OWN_SCOPE, None, ("grades", 2026)),
    "import": Route(HIDDEN, ImportBatch),
    "import-row": Route(HIDDEN, ImportBatch, (9,)),
    "import-problems": Route(HIDDEN, ImportBatch),
    "import-file": Route(HIDDEN, ImportBatch),
    "import-remove-file": Route(HIDDEN, ImportBatch),
    "import-remap": Route(HIDDEN, ImportBatch),
    "import-mend": Route(HIDDEN, ImportBatch),
    "import-choose": Route(HIDDEN, ImportBatch),
    "import-units": Route(HIDDEN, ImportBatch),
    "import-read": Route(HIDDEN, ImportBatch),
    "import-say": Route(HIDDEN, ImportBatch),
    "import-confirm": Route(HIDDEN, ImportBatch),
    "import-discard": Route(HIDDEN, ImportBatch),
    "import-undo": Route(HIDDEN, ImportBatch),
    "import-kind": Route(HIDDEN, ImportBatch),
    "import-target": Route(HIDDEN, ImportBatch),
    "import-forget": Route(HIDDEN, ImportBatch),
    "import-marked": Route(HIDDEN, ImportBatch),
    "verdict": Route(HIDDEN, StoredVerdict),
    "verdict-override": Route(HIDDEN, StoredVerdict),
    "local-rules": Route(OWN_SCOPE),
    "local-rule-kinds": Route(OWN_SCOPE),
    "local-rule-adopt": Route(OWN_SCOPE, None, ("hoi-dong",)),
    "local-rule": Route(HIDDEN, AdoptedRule),
    "local-rule-change": Route(HIDDEN, AdoptedRule),
    "local-rule-end": Route(HIDDEN, AdoptedRule),
    "law": Route(OWN_SCOPE),
    "law-periods": Route(OWN_SCOPE),
    "law-page": Route(OWN_SCOPE, None, ("ldtt-r1a",)),
    "law-page-sign": Route(OWN_SCOPE, None, ("ldtt-r1a",)),
    "what-if": Route(OWN_SCOPE),
    "try-sheet": Route(OWN_SCOPE),
    "what-if-sheet": Route(OWN_SCOPE),
    "movement-list": Route(OWN_SCOPE),
    "movement-new": Route(OWN_SCOPE),
    "movement": Route(HIDDEN, Movement),
    "movement-edit": Route(HIDDEN, Movement),
    "movement-discard": Route(HIDDEN, Movement),
    "launch": Route(HIDDEN, Movement),
    "movement-next-year": Route(HIDDEN, Movement),
    "key-task": Route(HIDDEN, Movement, (1,)),
    "directive-add": Route(HIDDEN, Movement),
    "directive-track": Route(HIDDEN, Movement, (1,)),
    "movement-document-add": Route(HIDDEN, Movement),
    "movement-document": Route(HIDDEN, Document),
    "invite": Route(HIDDEN, Movement),
    "join": Route(HIDDEN, Movement),
    "gathering-new": Route(HIDDEN, Movement),
    "gathering": Route(HIDDEN, Gathering),
    "gathering-edit": Route(HIDDEN, Gathering),
    "congress-paper": Route(HIDDEN, Gathering, ("docx",)),
    "five-years": Route(HIDDEN, Movement),
    "review-new": Route(HIDDEN, Movement),
    "review": Route(HIDDEN, Review),
    "review-edit": Route(HIDDEN, Review),
    "review-discard": Route(HIDDEN, Review),
    "review-conclude": Route(HIDDEN, Review),
    "review-paper": Route(HIDDEN, Review, ("docx",)),
    "year-line": Route(OWN_SCOPE),
    "registration-window": Route(HIDDEN, Movement),
    "registration-list": Route(OWN_SCOPE),
    "registration-grid": Route(HIDDEN, Movement),
    "registration-all": Route(HIDDEN, Movement),
    "registration-endorse": Route(HIDDEN, Movement),
    "registration-endorse-targets": Route(HIDDEN, Movement),
    "registration-mine": Route(HIDDEN, Movement),
    "registration-withdraw": Route(HIDDEN, Registration),
    "registration-subject": Route(HIDDEN, Movement, (NOBODY,)),
    "personal-target-result": Route(HIDDEN, Movement, (1,)),
    "registration-achieved": Route(HIDDEN, Movement),
    "covenant-list": Route(OWN_SCOPE),
    "covenant-new": Route(HIDDEN, Movement),
    "covenant": Route(HIDDEN, Covenant),
    "covenant-edit": Route(HIDDEN, Covenant),
    "covenant-discard": Route(HIDDEN, Covenant),
    "covenant-sign": Route(HIDDEN, Covenant, (1,)),
    "covenant-ceremony": Route(HIDDEN, Covenant),
    "covenant-reports": Route(HIDDEN, Covenant, (1,)),
    "covenant-pdf": Route(HIDDEN, Covenant),
    "covenant-docx": Route(HIDDEN, Covenant),
    "covenant-scan": Route(HIDDEN, Covenant, (NOBODY,)),
    "covenant-evidence": Route(HIDDEN, Covenant, (1,)),
    "indicator-list": Route(OWN_SCOPE),
    "indicator-new": Route(OWN_SCOPE),
    "indicator": Route(HIDDEN, Indicator),
    "indicator-change": Route(HIDDEN, Indicator),
    "indicator-lock": Route(HIDDEN, Indicator),
    "indicator-library": Route(OWN_SCOPE),
    "indicator-grid": Route(OWN_SCOPE),
    "indicator-keys": Route(OWN_SCOPE),
    "indicator-key-revoke": Route(HIDDEN, ApiKey),
    "indicator-value": Route(HIDDEN, IndicatorValue),
    "indicator-evidence": Route(HIDDEN, IndicatorValue, (NOBODY,)),
    "indicator-api": Route(KEYED),
    "movement-progress": Route(HIDDEN, Movement),
    "round-list": Route(OWN_SCOPE),
    "round-open": Route(OWN_SCOPE),
    "nomination-grid": Route(HIDDEN, Round),
    "nomination-add": Route(HIDDEN, Round),
    "nomination-left-out": Route(HIDDEN, Round),
    "nomination": Route(HIDDEN, Nomination),
    "council-list": Route(OWN_SCOPE),
    "council-new": Route(OWN_SCOPE),
    "council": Route(HIDDEN, Council),
    "council-add": Route(HIDDEN, Council),
    "council-end": Route(HIDDEN, Council, (1,)),
    "meeting-new": Route(HIDDEN, Council),
    "meeting": Route(HIDDEN, Meeting),
    "meeting-open": Route(HIDDEN, Meeting),
    "meeting-attendance": Route(HIDDEN, Meeting),
    "meeting-tallies": Route(HIDDEN, Meeting),
    "meeting-close": Route(HIDDEN, Meeting),
    "meeting-minutes": Route(HIDDEN, Meeting, ("docx",)),
    "criteria-sets": Route(OWN_SCOPE),
    "criteria-new": Route(OWN_SCOPE),
    "criteria": Route(HIDDEN, CriteriaVersion),
    "criteria-sheet": Route(HIDDEN, CriteriaVersion),
    "criteria-import": Route(HIDDEN, CriteriaVersion),
    "criteria-adopt": Route(HIDDEN, CriteriaVersion),
    "criteria-new-version": Route(HIDDEN, CriteriaVersion),
    "criterion-new": Route(HIDDEN, CriteriaVersion),
    "criterion": Route(HIDDEN, CriteriaVersion, ("chat_luong",)),
    "criterion-move": Route(HIDDEN, CriteriaVersion, ("chat_luong",)),
    "scoring-list": Route(OWN_SCOPE),
    "scoring-new": Route(OWN_SCOPE),
    "scoring-results": Route(HIDDEN, Scoring),
    "scoring-final": Route(HIDDEN, Scoring),
    "scoring-extend": Route(HIDDEN, Scoring),
    "scoring-cancel": Route(HIDDEN, Scoring),
    "scoring-grid": Route(HIDDEN, Scoring, ("self",)),
    "scoring-cell": Route(HIDDEN, Scoring, ("self",)),
    "scoring-fill": Route(HIDDEN, Scoring, ("self",)),
    "scoring-news": Route(HIDDEN, Scoring, ("self",)),
    "scoring-habits": Route(HIDDEN, Scoring),
    "scoring-sheet": Route(HIDDEN, Sheet),
    "scoring-mark": Route(HIDDEN, Sheet, ("self", "chat_luong")),
    "scoring-evidence": Route(HIDDEN, Sheet, (NOBODY,)),
    "appeal-answer": Route(HIDDEN, Appeal),
    "block-list": Route(OWN_SCOPE),
    "block-new": Route(OWN_SCOPE),
    "block": Route(HIDDEN, Block),
    "block-begin": Route(HIDDEN, Block),
    "block-unseat": Route(HIDDEN, Block, (NOBODY,)),
    "block-year": Route(HIDDEN, BlockYear),
    "block-lead": Route(HIDDEN, BlockYear),
    "block-rules": Route(HIDDEN, BlockYear),
    "block-document": Route(HIDDEN, BlockYear),
    "block-file": Route(HIDDEN, BlockDocument),
    "block-filing": Route(HIDDEN, MemberFiling),
    "block-movement": Route(HIDDEN, BlockYear),
    "block-covenant": Route(HIDDEN, BlockYear),
    "block-scoring": Route(HIDDEN, BlockYear),
    "block-step": Route(HIDDEN, BlockYear, ("register",)),
    "block-results": Route(HIDDEN, BlockYear),
    "block-ballot-open": Route(HIDDEN, BlockYear, ("CO_TINH",)),
    "block-ballot": Route(HIDDEN, Ballot),
    "block-propose": Route(HIDDEN, BlockYear),
    "block-withdraw": Route(HIDDEN, Proposal),
    "block-results-paper": Route(HIDDEN, BlockYear, ("pdf",)),
    "block-hand-over": Route(HIDDEN, BlockYear),
    "block-hand-over-paper": Route(HIDDEN, BlockYear, ("pdf",)),
    "initiative-list": Route(OWN_SCOPE),
    "initiative-new": Route(OWN_SCOPE),
    "initiative": Route(HIDDEN, Initiative),
    "initiative-amend": Route(HIDDEN, Initiative),
    "initiative-appraise": Route(HIDDEN, Initiative),
    "initiative-vote": Route(HIDDEN, Initiative),
    "initiative-recognise": Route(HIDDEN, Initiative),
    "initiative-do": Route(HIDDEN, Initiative, ("return",)),
    "voting-rule": Route(HIDDEN, Council),
    "paper-list": Route(OWN_SCOPE),
    "paper-draft": Route(HIDDEN, Round),
    "outside-decision": Route(OWN_SCOPE),
    "paper": Route(HIDDEN, OfficialPaper),
    "paper-mend": Route(HIDDEN, OfficialPaper),
    "paper-discard": Route(HIDDEN, OfficialPaper),
    "paper-issue": Route(HIDDEN, OfficialPaper),
    "paper-void": Route(HIDDEN, OfficialPaper),
    "paper-pdf": Route(HIDDEN, OfficialPaper),
    "paper-docx": Route(HIDDEN, OfficialPaper),
    "certificates": Route(OWN_SCOPE),
    "certificate-print": Route(OWN_SCOPE),
    "certificate-batch": Route(HIDDEN, CertificateBatch),
    "certificate-volume": Route(HIDDEN, CertificateBatch, (1,)),
    "certificate-pdf": Route(HIDDEN, Certificate),
    "ledger": Route(OWN_SCOPE),
    "ledger-sheet": Route(OWN_SCOPE),
    "award": Route(HIDDEN, Award),
    "summation": Route(OWN_SCOPE),
    "summation-docx": Route(OWN_SCOPE),
    "summation-pdf": Route(OWN_SCOPE),
    "summation-figure": Route(OWN_SCOPE, None, ("LDTT",)),
    "publications": Route(OWN_SCOPE),
    "publish": Route(OWN_SCOPE),
    "take-down": Route(HIDDEN, Publication),
    "audit": Route(OWN_SCOPE),
}
# How a route names its object, where it is not by its public id.
BY_NAME = {Certificate: "code", get_user_model(): "username"}


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def address(name: str) -> str:
    route = ROUTES[name]
    args = list(route.extra)
    if route.model is not None:
        row = route.model.objects.order_by("pk").first()
        if route.model in BY_NAME:
            key = getattr(row, BY_NAME[route.model])
        elif route.model in {Unit, Person, Body}:
            key = row.subject.public_id
        else:
            key = row.public_id
        args.insert(0, key)
    return reverse(name, args=args)


@pytest.fixture
def hoa() -> Client:
    """The head, officer and authority of another office, signed in."""
    other = worlds.unit("Sở Tài chính (mẫu khác)")
    worlds.user_with(
        "Vũ Thị Hoa",
        "hoa",
        other,
        *(Role.OFFICER, Role.UNIT_HEAD, Role.AUTHORITY, Role.COUNCIL_SECRETARY),
        *(Role.ACCOUNTANT, Role.OBSERVER, Role.PUBLISHER, Role.UNIT_ADMIN, Role.ADMIN),
    )
    client = Client()
    client.force_login(get_user_model().objects.get(username="hoa"))
    return client


def canaries() -> set[str]:
    """Return the words that only the sample office's own pages may say."""
    names = Person.objects.values_list("subject__name", flat=True)
    return set(names) | set(Movement.objects.values_list("name", flat=True))


def test_every_named_route_says_who_may_open_it() -> None:
    assert set(named(get_resolver().url_patterns)) == set(ROUTES)


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_is_sent_to_sign_in(method: str) -> None:
    for name, route in ROUTES.items():
        if route.access in {PUBLIC, SIGN_IN, KEYED} or name == "desk":
            continue

        response = getattr(Client(), method)(address(name))

        assert response.status_code == 302, name
        assert response.headers["Location"].startswith(reverse("account_login")), name


@pytest.mark.parametrize("method", ["get", "post"])
def test_head_of_another_office_finds_nothing_there(hoa: Client, method: str) -> None:
    for name, route in ROUTES.items():
        if route.access != HIDDEN:
            continue

        response = getattr(hoa, method)(address(name))

        # 405: a deed's route asked by GET, or a page's by POST, says nothing at all.
        assert response.status_code in {404, 405}, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_of_machines_open_by_a_key_alone(hoa: Client, method: str) -> None:
    for name, route in ROUTES.items():
        if route.access == KEYED:
            for client in (Client(), hoa):
                assert getattr(client, method)(address(name)).status_code == 401, name


@pytest.mark.parametrize("year", [2016, 2026])
def test_pages_of_one_s_own_scope_leak_nobody(hoa: Client, year: int) -> None:
    words = canaries()
    for name, route in ROUTES.items():
        if route.access != OWN_SCOPE:
            continue

        response = hoa.get(address(name), {"nam": year, "q": "nguyen"}, follow=True)

        assert response.status_code in {200, 403, 404, 405}, name
        leaked = {word for word in words if word.encode() in response.content}
        assert leaked == set(), name


def test_public_pages_show_no_birth_date_nor_post() -> None:
    births = {
        day.strftime("%d/%m/%Y")
        for day in Person.objects.values_list("birth_date", flat=True)
        if day
    }
    for name, route in ROUTES.items():
        if route.access != PUBLIC or name == "set_language":
            continue

        page = Client().get(address(name)).content.decode(errors="ignore")

        assert {birth for birth in births if birth in page} == set(), name


def test_administrator_has_no_business_data() -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="quantri"))
    for name in ("person", "nomination", "award", "paper", "meeting", "import"):
        assert client.get(address(name)).status_code == 404, name

"""Which roles do which deed: one table, read by the door and by the manual.

Reach of a rule: `down` takes in the unit where the role is held and what lies
below it (`here` only the unit itself: who runs a block's year for an agency is not
over its divisions); `up` adds the units above (a movement of the office is seen by its
divisions); `own` adds the rows about the user's own person.
"""

from dataclasses import dataclass

from vinhdanh.accounts.enums import Role

_O, _H, _M = Role.OFFICER, Role.UNIT_HEAD, Role.MEMBER
_S, _C = Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER
_L = Role.BLOCK_LEAD
_A, _K, _OBS, _P = Role.AUTHORITY, Role.ACCOUNTANT, Role.OBSERVER, Role.PUBLISHER
_UA, _AD = Role.UNIT_ADMIN, Role.ADMIN
_EVERYBODY = frozenset(Role)
_COUNCIL = frozenset({_S, _C})
_STAFF_READERS = frozenset({_O, _H, _A, _OBS}) | _COUNCIL


@dataclass(frozen=True)
class Rule:
    """Who may do a verb, and how far the role carries.

    `here`: those of the roles that carry it no farther down than their own unit.
    `now`: of people, only those who have not gone on to a unit elsewhere.
    """

    roles: frozenset[Role]
    up: bool = False
    own: bool = False
    here: frozenset[Role] = frozenset()
    now: bool = False


def _by(
    *roles: Role, up: bool = False, own: bool = False, here: tuple[Role, ...] = ()
) -> Rule:
    return Rule(frozenset({*roles, *here}), up=up, own=own, here=frozenset(here))


_HERS_NOW = Rule(frozenset({_O}), now=True)

VERBS: dict[str, Rule] = {
    # registry
    "unit.see": Rule(_EVERYBODY, up=True),
    "unit.change": _by(_O, _UA),
    # Whose years count on after a merger or a split: a decision, on paper.
    "lineage.decide": _by(_O, _A),
    "person.see": Rule(_STAFF_READERS, own=True),
    "person.change": _HERS_NOW,
    "person.merge": _by(_O),
    "transfer.see": _by(_O, _H, _A),
    "identity.record": _HERS_NOW,
    # the whole number; everybody who sees a person sees it masked
    "identity.reveal": _HERS_NOW,
    # accounts
    "account.manage": _by(_UA, _AD),
    # intake
    "import.see": _by(_O),
    "import.run": _by(_O),
    # ledger
    "award.see": Rule(_STAFF_READERS | {_K}, own=True),
    "award.record": _by(_O),
    "award.revoke": _by(_A),
    "award.correct": _by(_A),
    # eligibility
    "verdict.see": Rule(_STAFF_READERS, own=True),
    # Asking by the rules of the office above; what comes back is seen by its unit.
    "verdict.ask": Rule(_STAFF_READERS, up=True),
    "local_rule.see": Rule(_EVERYBODY, up=True),
    "local_rule.adopt": _by(_A),
    "law_page.see": Rule(_EVERYBODY, up=True),
    "law_page.sign": _by(_O, _A),
    "what_if.see": _by(_O, _H, _A, _S),
    # movements
    "movement.see": Rule(_EVERYBODY, up=True),
    "movement.prepare": _by(_O, _H, here=(_L,)),
    "movement.launch": _by(_H),
    "movement.record": _by(_O, _H),
    "movement.join": _by(_O, _H),
    "task.finish": _by(_O, _H),
    # being written; once concluded, whoever sees the movement reads it
    "review.see": Rule(_STAFF_READERS),
    "review.prepare": _by(_O),
    "review.conclude": _by(_H),
    "year.plan": _by(_O, _H),
    "registration.see": Rule(frozenset({_O, _H, _A, _OBS}), own=True),
    "registration.open": _by(_O),
    "registration.file": _by(_O, _H, own=True),
    "registration.endorse": _by(_H),
    "covenant.see": Rule(_EVERYBODY, up=True),
    "covenant.prepare": _by(_O, here=(_L,)),
    "covenant.sign": _by(_H),
    # who signed the paper, with its scan
    "covenant.record": _by(_O),
    "covenant.report": _by(_O, _H),
    # indicators
    "indicator.see": Rule(frozenset({_O, _H, _A, _OBS, _S}), up=True),
    "indicator.record": _by(_O, _H),
    # Returning, locking and correcting, by the unit whose catalogue it is.
    "indicator.check": _by(_O, _H),
    # Whoever may write figures may let a machine write them.
    "indicator.key": _by(_O, _H),
    # scoring
    "criteria.see": _by(_O, _H, _A, _OBS, _S, up=True, here=(_L,)),
    "criteria.prepare": _by(_O, here=(_L,)),
    "criteria.adopt": _by(_H, _A),
    "scoring.see": _by(_O, _H, _A, _OBS, _S, own=True, here=(_L,)),
    "scoring.open": _by(_O, here=(_L,)),
    "scoring.finalise": _by(_H, _A),
    # own: one's own sheet, at the stage of scoring oneself
    "score.enter": _by(_O, _H, own=True, here=(_L,)),
    "score.appeal": Rule(frozenset({_O, _H}), own=True),
    # blocks: `steer` at the unit that hosts it, `lead` at the one that leads that year
    "block.see": _by(_O, _H, _A, _L),
    "block.steer": _by(_O, _A),
    "block.lead": _by(_O, _H, _L),
    "block.hand_over": _by(_H, _L),
    "block.take_part": _by(_O, _H),
    "block.vote": _by(_H),
    # nominations
    "round.see": Rule(_STAFF_READERS, up=True),
    "round.open": _by(_O),
    "nomination.see": Rule(_STAFF_READERS, own=True),
    "nomination.file": _by(_O, _H),
    "nomination.withdraw": _by(_O, _H),
    "nomination.check": _by(_O),
    "nomination.override": _by(_O),
    "nomination.submit": _by(_O),
    # councils
    "council.see": Rule(_STAFF_READERS),
    "council.establish": _by(_A),
    "meeting.see": Rule(_COUNCIL | {_O, _A}),
    "meeting.convene": _by(_S),
    "meeting.record": _by(_S),
    "meeting.close": _by(_S),
    # initiatives
    "initiative.see": Rule(_STAFF_READERS, own=True),
    "initiative.file": _by(_O, _H, own=True),
    "initiative.appraise": _by(_O, _C, _S),
    "initiative.count": _by(_S),
    "initiative.recognise": _by(_A),
    # decisions
    "decision.see": Rule(_STAFF_READERS | {_K}),
    "decision.draft": _by(_O),
    "decision.issue": _by(_A),
    # awarding
    "certificate.see": Rule(frozenset({_O, _A, _H}), own=True),
    "certificate.issue": _by(_O),
    # publishing
    "summation.see": Rule(frozenset({_O, _H, _A, _OBS, _S})),
    "publication.prepare": _by(_O, _P),
    # audit
    "audit.see": _by(_O, _OBS, _UA, _AD),
    # what was written, beside who did what: business data, not an administrator's
    "audit.read": _by(_O, _OBS),
}

"""Criteria tables: drafted, checked, put in force, followed by another version."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import checking, enums, tables
from vinhdanh.scoring.models import (
    CriteriaPart,
    CriteriaSet,
    CriteriaVersion,
    Criterion,
)


def make_set(
    actor: Any, unit: Unit, *, name: str, scored_kind: str, source: str = ""
) -> CriteriaVersion:
    """Begin a unit's criteria set with an empty draft; returns the draft."""
    rights.require(actor, "criteria.prepare", unit)
    if not name.strip():
        raise Refused("criteria.no_name", _("Hãy ghi tên bộ tiêu chí."))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if unit.criteria_sets.filter(name=name).exists():
            raise Refused(
                "criteria.twin",
                _("“%(unit)s” đã có bộ tiêu chí tên “%(name)s”.")
                % {"unit": unit, "name": name},
            )
        found = CriteriaSet.objects.create(
            unit=unit, name=name, scored_kind=scored_kind, source=source
        )
        version = CriteriaVersion.objects.create(criteria_set=found, number=1)
        audit.record(
            actor,
            "criteria.make",
            found,
            after={"name": name, "scored_kind": scored_kind, "source": source},
        )
    return version


def write_table(
    actor: Any, version: CriteriaVersion, told: Mapping[str, Any]
) -> CriteriaVersion:
    """Lay a whole table over a draft, faults and all; see `tables.content`.

    A draft may have faults (`checking.faults` names them); points below zero and
    codes twice it may not. Raises Refused once the version is in force.
    """
    rights.require(actor, "criteria.prepare", version)
    with transaction.atomic():
        locked = _draft(version)
        before = tables.fingerprint(tables.content(locked))
        _refuse_unstorable(told)
        _write(locked, told)
        after = tables.fingerprint(tables.content(locked))
        if after != before:
            audit.record(
                actor,
                "criteria.write",
                locked,
                before={"fingerprint": before},
                after={"fingerprint": after, "criteria": len(told["criteria"])},
            )
    return locked


def copy_table(
    actor: Any, version: CriteriaVersion, told: Mapping[str, Any], *, source: str
) -> CriteriaVersion:
    """Fill a draft from the library or another table, and say where it is from."""
    with transaction.atomic():
        locked = write_table(actor, version, told)
        locked.note = source
        locked.save(update_fields=["note"])
    return locked


def put_in_force(actor: Any, version: CriteriaVersion) -> CriteriaVersion:
    """Let a draft be scored by; the version before it is retired.

    Raises Refused with every fault of the table at once.
    """
    rights.require(actor, "criteria.adopt", version)
    with transaction.atomic():
        locked = _draft(version)
        told = tables.content(locked)
        if found := checking.faults(told):
            raise Refused("criteria.faulty", " ".join(found))
        locked.criteria_set.versions.filter(state=enums.VersionState.IN_FORCE).update(
            state=enums.VersionState.RETIRED
        )
        locked.state = enums.VersionState.IN_FORCE
        locked.fingerprint = tables.fingerprint(told)
        locked.in_force_at = clock.now()
        locked.save()
        audit.record(
            actor,
            "criteria.adopt",
            locked,
            after={"number": locked.number, "fingerprint": locked.fingerprint},
        )
    return locked


def new_version(actor: Any, criteria_set: CriteriaSet) -> CriteriaVersion:
    """The draft that follows the latest version, with all of its content.

    A draft that is there already is returned as it is.
    """
    rights.require(actor, "criteria.prepare", criteria_set)
    with transaction.atomic():
        CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)
        latest = criteria_set.versions.order_by("-number").first()
        if latest is not None and latest.is_draft:
            return latest
        number = latest.number + 1 if latest else 1
        draft = CriteriaVersion.objects.create(criteria_set=criteria_set, number=number)
        if latest is not None:
            _write(draft, tables.content(latest))
        audit.record(actor, "criteria.new_version", draft, after={"number": number})
    return draft


def _draft(version: CriteriaVersion) -> CriteriaVersion:
    locked = CriteriaVersion.objects.select_for_update().get(pk=version.pk)
    if not locked.is_draft:
        raise Refused(
            "criteria.in_force",
            _("Bảng này đã áp dụng nên giữ nguyên. Hãy lập phiên bản mới để sửa."),
        )
    return locked


def _refuse_unstorable(told: Mapping[str, Any]) -> None:
    for kind in ("parts", "criteria"):
        codes = [row["code"] for row in told[kind]]
        twin = next((code for code in codes if codes.count(code) > 1), None)
        if twin is not None or not all(codes):
            raise Refused(
                "criteria.codes",
                _("Mã “%(code)s” trống hoặc đứng ở hai dòng. Mỗi dòng cần mã riêng.")
                % {"code": twin or ""},
            )
    for row in told["criteria"]:
        if row["standard"] < 0:
            raise Refused(
                "criteria.negative",
                _(
                    "Tiêu chí “%(name)s” có điểm âm. Điểm trừ ghi số dương, chọn loại "
                    "“điểm trừ”."
                )
                % {"name": row["name"]},
            )


def _write(version: CriteriaVersion, told: Mapping[str, Any]) -> None:
    version.criteria.all().delete()
    version.parts.all().delete()
    version.points = told["points"]
    version.bonus_most = told["bonus_most"]
    version.bands, version.ties = told["bands"], told["ties"]
    version.save()
    parts: dict[str, CriteriaPart] = {}
    for position, part in enumerate(told["parts"], 1):
        above = part["parent"]
        if above and above not in parts:
            raise Refused(
                "criteria.part",
                _("Mục “%(code)s” nằm trong mục “%(above)s”, nhưng mục ấy chưa có.")
                % {"code": part["code"], "above": above},
            )
        parts[part["code"]] = CriteriaPart.objects.create(
            version=version,
            parent=parts[above] if above else None,
            position=position,
            code=part["code"],
            name=part["name"],
            points=part["points"],
        )
    for row in told["criteria"]:
        if row["part"] not in parts:
            raise Refused(
                "criteria.part",
                _(
                    "Tiêu chí “%(name)s” nằm ở mục “%(part)s”, nhưng bảng không có "
                    "mục ấy."
                )
                % {"name": row["name"], "part": row["part"]},
            )
    Criterion.objects.bulk_create(
        Criterion(
            version=version,
            position=position,
            part=parts[row["part"]],
            **{key: row[key] for key in _COLUMNS},
        )
        for position, row in enumerate(told["criteria"], 1)
    )


_COLUMNS = (
    "code",
    "name",
    "formula",
    "side",
    "standard",
    "bonus_pct",
    "measure",
    "indicator_code",
    "details",
)

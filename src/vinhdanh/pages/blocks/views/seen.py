"""Rows of a block that are asked for, and who acts for it there."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from vinhdanh.base import rights
from vinhdanh.base.files import keep_file
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.base.uploads import media_type_of
from vinhdanh.blocks import queries
from vinhdanh.blocks.models import Block, BlockPost, BlockYear
from vinhdanh.registry.models import Unit


def seen_block(request: HttpRequest, public_id: uuid.UUID) -> Block:
    """A block that the user sees, or 404."""
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def seen_year(request: HttpRequest, public_id: uuid.UUID) -> BlockYear:
    """A year of a block that the user sees, or 404."""
    return get_object_or_404(
        queries.years_visible_to(request.user), public_id=public_id
    )


def may_steer(user: Any, block: Block) -> bool:
    """May the user act for the host of the block?"""
    return rights.can(user, "block.steer", block.unit)


def may_lead(user: Any, post: BlockPost | None) -> bool:
    """May the user act for the lead of the year?"""
    return post is not None and rights.can(user, "block.lead", post)


def kept_file(request: HttpRequest, form: forms.Form, unit: Unit) -> StoredFile | None:
    """Keep the file of a valid form; Refused for one that may not be handed in."""
    upload = form.cleaned_data.get("file")
    if upload is None:
        return None
    data = upload.read()
    return keep_file(
        data,
        name=upload.name,
        media_type=media_type_of(upload.name, data),
        unit_id=unit.pk,
        actor=request.user,
    )


def say(form: forms.BaseForm, refusal: Refused) -> None:
    """Say a refusal on the form, where what was typed stays; Forbidden goes on."""
    if isinstance(refusal, rights.Forbidden):
        raise refusal
    form.add_error(None, refusal.message)

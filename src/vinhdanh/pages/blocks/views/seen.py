"""Rows of a block that are asked for, and who acts for it there."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def kept_file(
    request: HttpRequest, form: forms.Form, unit: Unit
) -> Iterator[StoredFile | None]:
    """Keep the file of a valid form, unless the deed that it goes with is refused.

    Raises Refused for a file that may not be handed in.
    """
    upload = form.cleaned_data.get("file")
    if upload is None:
        yield None
        return
    data = upload.read()
    stored = keep_file(
        data,
        name=upload.name,
        media_type=media_type_of(upload.name, data),
        unit_id=unit.pk,
        actor=request.user,
    )
    try:
        yield stored
    except Refused:
        stored.file.delete(save=False)
        stored.delete()
        raise


def say(form: forms.BaseForm, refusal: Refused) -> None:
    """Say a refusal on the form, where what was typed stays; Forbidden goes on."""
    if isinstance(refusal, rights.Forbidden):
        raise refusal
    form.add_error(None, refusal.message)

from collections.abc import Collection

from django.db import models

from vinhdanh.registry.models.people import dealt_with


class NameTail(models.Model):
    """A person's folded name from one of its words on: what the search looks up.

    For “nguyen van an” three rows: the whole, “van an” and “an”. Of records that were
    merged into another there are none. The database keeps the rows itself, whoever
    writes a name (`registry.name_tails`); nobody else does. No foreign key: it is no
    fact about a person, and nothing is built on it.
    """

    subject_path = "person_id"

    person_id = models.BigIntegerField()
    tail = models.CharField(max_length=300)
    name = models.CharField(max_length=301)
    """The whole name after a space, so that each of its words begins with one."""

    class Meta:
        constraints = [
            # One look into this index answers which names hold the words and how many.
            models.UniqueConstraint(
                fields=["tail", "name", "person_id"],
                name="one_tail_of_a_name",
                opclasses=["varchar_pattern_ops", "varchar_ops", "int8_ops"],
            ),
        ]
        indexes = [models.Index(fields=["person_id"])]

    def __str__(self) -> str:
        return self.tail

    @classmethod
    def reached_from(cls, units: Collection[int]) -> models.Q:
        """Return the condition "of a person who had to do with one of these units"."""
        return dealt_with("person_id", units)

"""Official numbers: given in the transaction that uses them, no gap, no twin."""

from django.db import transaction

from vinhdanh.base.models import Counter


def take_number(register: str, year: int) -> int:
    """Return the next number of a register and year.

    Call inside the transaction that stores the numbered paper: a rollback gives
    the number back, and the row lock makes others wait instead of doubling it.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "A number is taken in the transaction that stores its paper"
        raise transaction.TransactionManagementError(message)
    counters = Counter.objects.select_for_update()
    counter = counters.filter(register=register, year=year).first()
    if counter is None:
        Counter.objects.get_or_create(register=register, year=year)
        counter = counters.get(register=register, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last

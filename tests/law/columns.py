"""A condition's column over a small frame, its flags and runs laid down first."""

from vinhdanh.law.streak import laid_columns


def answers(frame, condition, *, settled=False):
    """The answer of each row."""
    laid = frame.lazy()
    for step in laid_columns((condition,)):
        laid = laid.with_columns(step)
    asked = laid.select(answer=condition.column(settled=settled))
    return asked.collect()["answer"].to_list()


def roots_of(condition):
    """Every column of the frame that the answer reads, settled or not."""
    columns = [condition.column(), condition.column(settled=True)]
    laid = [expr for step in laid_columns((condition,)) for expr in step]
    roots = {name for expr in (*columns, *laid) for name in expr.meta.root_names()}
    return {name for name in roots if not name.startswith("~")}

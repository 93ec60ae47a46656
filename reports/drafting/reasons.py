"""Why a sentence may say what it says."""

from reports.drafting.drafts import Counted, Reason
from reports.drafting.records import PointRecord
from reports.quantifiers import HOUSE_SCALE, quantifier_for


def support_of(point: PointRecord) -> Reason:
    """Return what the support of a point allows to be said."""
    step = point.quantifier
    present = max(point.present, point.supports)
    condition = HOUSE_SCALE.condition_of(step)
    return Reason(point.id, Counted.SUPPORT, point.supports, present, point.dissents, step, condition)


def dissent_from(point: PointRecord) -> Reason:
    """Return what may be said of those who disagreed."""
    return _counted(point, Counted.DISSENT, point.dissents)


def qualification_of(point: PointRecord) -> Reason:
    """Return how many qualified a point; their number is never told."""
    return _counted(point, Counted.QUALIFICATION, point.qualifications)


def _counted(point: PointRecord, counted: Counted, n: int) -> Reason:
    step = quantifier_for(n, point.present)
    return Reason(point.id, counted, n, max(point.present, n), 0, step, HOUSE_SCALE.condition_of(step))

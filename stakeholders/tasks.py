"""Work of this app done by the worker: ids in, one service, done."""

from celery import shared_task

from stakeholders.models import OutgoingMessage

from .services.outbox import deliver_message


@shared_task
def deliver_message_task(message_id: int) -> None:
    """Send one mail of the outbox."""
    deliver_message(message_id=message_id)


@shared_task
def deliver_due_messages_task() -> None:
    """Send what is due: mails whose first try failed, whose task was lost with a broker, or whose worker died."""
    for message_id in OutgoingMessage.objects.due().order_by("send_after").values_list("pk", flat=True)[:500]:
        deliver_message(message_id=message_id)

from __future__ import annotations

import threading

from mailintake.errors import TemporaryError
from mailintake.schedule.worker import Worker

SECONDS = 5.0


def test_a_job_is_done_once_for_wakes_that_come_while_it_waits() -> None:
    done = []
    ended = threading.Event()
    worker = Worker("job", lambda _worker: (done.append(1), ended.set())[0])
    worker.wake()
    worker.wake()

    worker.start()

    assert ended.wait(SECONDS)
    worker.stop()
    assert worker.join(SECONDS)
    assert done == [1]


def test_a_job_outlives_its_failures(caplog) -> None:
    results = iter([TemporaryError("away"), RuntimeError("a fault"), None])
    ended = threading.Event()

    def job(worker: Worker) -> None:
        result = next(results)
        if result is None:
            ended.set()
            return
        worker.wake()
        raise result

    worker = Worker("job", job)
    worker.start()
    worker.wake()

    assert ended.wait(SECONDS)
    worker.stop()
    assert worker.join(SECONDS)
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]


def test_a_worker_that_is_busy_or_woken_is_not_idle() -> None:
    begun, may_end = threading.Event(), threading.Event()
    worker = Worker("job", lambda _worker: (begun.set(), may_end.wait(SECONDS))[0])
    worker.start()
    assert worker.is_idle()

    worker.wake()
    assert not worker.is_idle()
    assert begun.wait(SECONDS)
    assert not worker.is_idle()

    may_end.set()
    worker.stop()
    assert worker.join(SECONDS)


def test_a_stop_ends_a_sleep() -> None:
    asleep = threading.Event()

    def job(worker: Worker) -> None:
        asleep.set()
        worker.sleep(3600)

    worker = Worker("job", job)
    worker.start()
    worker.wake()
    assert asleep.wait(SECONDS)

    worker.stop()

    assert worker.join(SECONDS)

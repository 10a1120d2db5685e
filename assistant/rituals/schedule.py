"""The timetable: rings when a ritual's time has come. The only place that knows APScheduler."""

# mypy: disable-error-code="no-untyped-call"
# APScheduler 3 has no types.

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from assistant.rituals.agenda import Agenda, Rung
from assistant.rituals.plan import Done, Moves, RitualTimes

log = logging.getLogger(__name__)

WATCH_SECONDS = 20.0
SHORTEST_WAIT = timedelta(seconds=0.05)
JUMP_SECONDS = 2.0
"""Wall clock and running time may drift apart this much between two looks."""


class Timetable:
    """Posts RitualDue and RitualMissed. Every method may be called from any thread.

    APScheduler's own recurring jobs skip or double nights on which the clocks change, so it only
    ever holds one `date` job a ritual, for the moment the agenda says. Whatever wakes us, the
    agenda is asked what the time has brought: waking too often does no harm.
    """

    def __init__(
        self,
        post: Callable[[Rung], None],
        now: Callable[[], datetime],
        zone: tzinfo,
        awake_since: datetime | None = None,
        watch_seconds: float = WATCH_SECONDS,
    ) -> None:
        """`post` must not block. `now` gives the aware wall-clock time.

        `awake_since`: when the house was last known to be up. What came while it was away is
        caught up: by up to an hour it still runs, later it is missed. None: one hour back.
        """
        self._post, self._now, self._zone = post, now, zone
        self._agenda = Agenda(zone, now(), awake_since)
        self._lock = threading.Lock()
        self._watch_seconds = watch_seconds
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="timetable-watch")
        # Late jobs always run (the default drops what is two seconds late): how late is too late
        # is the agenda's business. UTC keeps the scheduler from guessing the machine's zone.
        self._scheduler = BackgroundScheduler(
            daemon=False,
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1, {"thread_name_prefix": "timetable"})},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()
        self._watch.start()
        self._look()

    def stop(self) -> None:
        """Ring no more; its threads are gone afterwards. A second call does nothing."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def plan(self, times: Iterable[RitualTimes], moves: Moves, done: Done) -> None:
        """Replace everything that is planned, at once. Snoozed cues stay."""
        with self._lock:
            self._agenda.plan(times, moves, done, self._now())
        self._look()

    def planned(self) -> list[tuple[str, datetime]]:
        """When each ritual comes next, in the household's zone, the soonest first."""
        with self._lock:
            return self._agenda.planned(self._now())

    def snooze(self, ritual: str, minutes: float) -> None:
        """Ring for this ritual again in so many minutes."""
        with self._lock:
            self._agenda.snooze(ritual, minutes, self._now())
        self._look()

    def _look(self) -> None:
        """Post what the time has brought, and set the alarm for what comes next."""
        if self._stopping.is_set() or not self._scheduler.running:
            return
        with self._lock:
            now = self._now()
            rung = self._agenda.due(now)
            self._arm(now)
        for event in rung:
            self._post(event)

    def _arm(self, now: datetime) -> None:
        planned = dict(self._agenda.planned(now))
        clock = datetime.now(UTC)  # what the scheduler goes by; `now` may be another one
        for job in self._scheduler.get_jobs():
            if job.id not in planned:
                self._scheduler.remove_job(job.id)
        for ritual, at in planned.items():
            # Never at once: woken a hair too early, we would spin until the time has come.
            wait = max(at.astimezone(UTC) - now.astimezone(UTC), SHORTEST_WAIT)
            self._scheduler.add_job(
                self._look, "date", run_date=clock + wait, id=ritual, replace_existing=True
            )

    def _keep_watch(self) -> None:
        """Look now and then: the machine may have slept, or its clock may have been set."""
        wall, running = self._now(), time.monotonic()
        while not self._stopping.wait(self._watch_seconds):
            drift = (self._now() - wall).total_seconds() - (time.monotonic() - running)
            wall, running = self._now(), time.monotonic()
            if abs(drift) > JUMP_SECONDS:
                log.info("The clock moved by %d seconds; the rituals are planned anew", drift)
            self._look()

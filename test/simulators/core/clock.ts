interface Task {
	at: number;
	run: () => void;
}

/**
 * The simulator's time, in ms since the epoch. It follows real time plus an offset, so that a test
 * can make an hour pass at once, or stands still after `freeze`. Whatever falls due is done as soon
 * as somebody looks (a request, the ledger, `advance`), at the moment that it was due.
 */
export class Clock {
	private offset = 0;
	private frozenAt: number | undefined;
	private tasks: Task[] = [];

	now(): number {
		return this.frozenAt ?? Date.now() + this.offset;
	}

	/** Moves time on by `ms`, running what falls due on the way. */
	advance(ms: number): void {
		if (this.frozenAt === undefined) this.offset += ms;
		else this.frozenAt += ms;
		this.runDue();
	}

	/** Stops time at `at` (ms since the epoch), at the present moment when left out. */
	freeze(at: number = this.now()): void {
		this.frozenAt = at;
		this.runDue();
	}

	schedule(at: number, run: () => void): void {
		this.tasks.push({ at, run });
	}

	runDue(): void {
		const now = this.now();
		const due = this.tasks.filter((task) => task.at <= now).sort((a, b) => a.at - b.at);
		if (due.length === 0) return;
		this.tasks = this.tasks.filter((task) => task.at > now);
		const { frozenAt } = this;
		for (const task of due) {
			this.frozenAt = task.at;
			task.run();
		}
		this.frozenAt = frozenAt;
	}

	/** Back to real time; what was still to come is forgotten. */
	reset(): void {
		this.offset = 0;
		this.frozenAt = undefined;
		this.tasks = [];
	}
}

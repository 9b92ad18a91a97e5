import type { Clock } from './clock';
import type { AcceptedMessage } from './ledger';

/** How the delivery of a message ends; `pending` never does. `{ raw }` is a status of the test's own making. */
export type Outcome =
	| 'delivered'
	| 'undelivered'
	| 'rejected'
	| 'blocked'
	| 'invalid'
	| 'busy'
	| 'outOfCoverage'
	| 'pending'
	| { raw: string };

export type DeliveryState = Outcome | 'sent';

/** The part of a phone number that all its written forms share. */
export const lastTen = (phoneNumber: string): string => phoneNumber.slice(-10);

/** Carries every accepted message over the clock: pending, then sent, then its outcome. */
export class Delivery {
	/** ms from the acceptance (or the scheduled time) until a message is sent */
	sentAfterMs = 1_000;
	/** ms from the acceptance (or the scheduled time) until its outcome is known */
	finalAfterMs = 5_000;
	private readonly outcomes = new Map<string, Outcome>();
	private readonly decided = new Map<AcceptedMessage, { state: DeliveryState; at: number }>();

	constructor(
		private readonly clock: Clock,
		private readonly usualOutcome: (recipient: string) => Outcome,
	) {}

	/** Fixes how messages to this number end, in whatever form the number is written. */
	setOutcome(recipient: string, outcome: Outcome): void {
		this.outcomes.set(lastTen(recipient), outcome);
	}

	/** Gives one message its state from now on, whatever its age; `undefined` leaves it to time again. */
	decide(message: AcceptedMessage, state: DeliveryState | undefined): void {
		if (state === undefined) this.decided.delete(message);
		else this.decided.set(message, { state, at: this.clock.now() });
	}

	stateOf(message: AcceptedMessage): DeliveryState {
		const decided = this.decided.get(message);
		if (decided !== undefined) return decided.state;
		const age = this.clock.now() - startOf(message);
		if (age < this.sentAfterMs) return 'pending';
		if (age < this.finalAfterMs) return 'sent';
		return this.outcomes.get(lastTen(message.recipient)) ?? this.usualOutcome(message.recipient);
	}

	/** @returns when the outcome became or becomes known, ms since the epoch */
	finalAt(message: AcceptedMessage): number {
		return this.decided.get(message)?.at ?? startOf(message) + this.finalAfterMs;
	}

	reset(): void {
		this.sentAfterMs = 1_000;
		this.finalAfterMs = 5_000;
		this.outcomes.clear();
		this.decided.clear();
	}
}

function startOf(message: AcceptedMessage): number {
	return message.scheduledAt ?? message.at;
}

import { Clock } from './clock';
import { Delivery, type Outcome } from './delivery';
import { Faults } from './faults';
import type { AcceptedMessage, RecordedRequest } from './ledger';

/** What both simulators keep. */
export class SimulatorState {
	readonly clock = new Clock();
	readonly faults = new Faults();
	readonly delivery: Delivery;
	readonly requests: RecordedRequest[] = [];
	/** Real ms that every answer takes */
	latencyMs = 0;
	/** The most requests that were ever under way at one time; telling only with a latency */
	peakInFlight = 0;
	private readonly accepted: AcceptedMessage[] = [];
	private readonly listeners: Array<(message: AcceptedMessage) => void> = [];
	private readonly requestListeners: Array<(request: RecordedRequest) => void> = [];
	private requestCount = 0;

	constructor(usualOutcome: (recipient: string) => Outcome) {
		this.delivery = new Delivery(this.clock, usualOutcome);
	}

	/** Every accepted message, a row a recipient, in the order of acceptance. */
	get ledger(): AcceptedMessage[] {
		this.clock.runDue();
		return this.accepted;
	}

	accept(message: AcceptedMessage): void {
		this.accepted.push(message);
		for (const listener of this.listeners) listener(message);
	}

	/** Calls `listener` for each message that is accepted from now on. */
	onAccepted(listener: (message: AcceptedMessage) => void): void {
		this.listeners.push(listener);
	}

	/** Calls `listener` for each request that comes in from now on, before it is handled. */
	onRequest(listener: (request: RecordedRequest) => void): void {
		this.requestListeners.push(listener);
	}

	record(request: Omit<RecordedRequest, 'id' | 'at'>): RecordedRequest {
		this.requestCount += 1;
		const recorded = { id: this.requestCount, at: this.clock.now(), ...request };
		this.requests.push(recorded);
		for (const listener of this.requestListeners) listener(recorded);
		return recorded;
	}

	/** Forgets everything that happened and every setting that a test made. */
	reset(): void {
		this.clock.reset();
		this.faults.clear();
		this.delivery.reset();
		this.requests.length = 0;
		this.accepted.length = 0;
		this.requestCount = 0;
		this.latencyMs = 0;
		this.peakInFlight = 0;
	}
}

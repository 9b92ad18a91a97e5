import type { Answer, Fault } from '../../../../../nodes/shared/faults/faults';
import { pollDeliveries } from '../../../../../nodes/shared/polling/delivery/poll';
import type { DeliverySettings } from '../../../../../nodes/shared/polling/delivery/sample';
import type {
	DeliverySource,
	StatusMessage,
	TargetQuestion,
} from '../../../../../nodes/shared/polling/delivery/source';
import type { Reading } from '../../../../../nodes/shared/polling/delivery/watch';
import type {
	Target,
	Watched,
	WatchPart,
} from '../../../../../nodes/shared/polling/delivery/watchState';
import { nameOf, watchPart } from '../../../../../nodes/shared/polling/delivery/watchState';
import type { DeliveryStatus } from '../../../../../nodes/shared/sms/delivery';

export const PASSING: Fault = {
	code: 'no-answer-in-time',
	meaning: 'P did not answer',
	whatToDo: 'Try again',
	httpCode: 504,
};

/** How a trigger is set. */
export type Settings = Omit<DeliverySettings, 'listed'>;

export interface Emitted {
	readonly name: string;
	readonly status: string;
	readonly previousStatus: string | null;
	readonly expired: boolean;
}

/** A provider whose messages stand as the test says: by id, or by id and recipient, `g1/a`. */
export class World {
	readonly statuses = new Map<string, DeliveryStatus>();
	/** Requests of the next poll that meet a fault, by their number. */
	faults = new Set<number>();
	/** Requests that one poll has time for. */
	time = Infinity;
	requests: string[] = [];
	notes: string[] = [];
	/** Of all messages that there will ever be. */
	constructor(private readonly names: readonly string[]) {}

	/** The order in which a group lists its messages. */
	reversed = false;

	messagesOf(target: Target): StatusMessage[] {
		const found = [...this.statuses].flatMap(([name, status]): StatusMessage[] => {
			const [id, key = ''] = name.split('/');
			return id === target.id ? [{ key, status, json: { name, status } }] : [];
		});
		return this.reversed ? found.reverse() : found;
	}

	private async ask(
		targets: readonly Watched[],
	): Promise<Answer<ReadonlyMap<string, Reading<StatusMessage>>>> {
		const number = this.requests.length;
		this.requests.push(targets.map(({ id }) => id).join());
		if (this.faults.has(number)) return { ok: false, fault: PASSING };
		const readings = targets.flatMap((target): Array<[string, Reading<StatusMessage>]> => {
			const messages = this.messagesOf(target);
			const all = this.names.filter((name) => name.split('/')[0] === target.id);
			const isComplete = messages.length === all.length;
			return messages.length > 0 ? [[nameOf(target), { messages, isComplete }]] : [];
		});
		return { ok: true, value: new Map(readings), raw: {} };
	}

	readonly source: DeliverySource<{ account: string }> = {
		lists: [],
		targetOf: () => undefined,
		questionsFor: (_, targets): TargetQuestion[] => {
			const questionOf = (asked: readonly Watched[]) => ({
				targets: asked,
				ask: async () => await this.ask(asked),
			});
			const single = targets.filter(({ kind }) => kind === 'message');
			const groups = targets.filter(({ kind }) => kind === 'group');
			const half = Math.ceil(single.length / 2);
			return [single.slice(0, half), single.slice(half), ...groups.map((group) => [group])]
				.filter((asked) => asked.length > 0)
				.map(questionOf);
		},
	};

	/** One poll of a trigger that kept `part`. */
	async poll(settings: Settings, listed: readonly Target[], part: unknown, minute: number) {
		this.requests = [];
		const polled = await pollDeliveries(this.source, {
			settings: { ...settings, listed },
			client: { account: 'a' },
			provider: 'P',
			zone: 'UTC',
			now: minute * 60_000,
			timeLeft: () => this.time - this.requests.length,
			note: (sentence) => this.notes.push(sentence),
			kept: () => (part === undefined ? undefined : watchPart.parse(JSON.parse(String(part)))),
			subjects: () => [],
			isActivation: false,
			longestPause: 60,
		});
		const [kept]: Array<WatchPart | undefined> = [...polled.kept.values()];
		const emitted = polled.rows.map(({ json }): Emitted => ({
			name: String(json.name),
			status: String(json.status),
			previousStatus: json.previousStatus === null ? null : String(json.previousStatus),
			expired: json.expired === true,
		}));
		return { emitted, kept: JSON.stringify(kept), fault: polled.fault };
	}
}

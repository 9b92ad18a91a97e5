import type { AcceptedMessage, Simulators } from '../simulators';
import type { Delivery, DeliveryState } from '../simulators/core/delivery';
import { lastTen } from '../simulators/core/delivery';
import { countParts, type PartCount } from '../simulators/core/parts';

/** How many entries the page shows; a run to thousands of numbers shows its last ones. */
export const SHOWN = 200;

/** States that a person can give a message; `auto` leaves it to time. */
export const FATES = ['auto', 'sent', 'delivered', 'undelivered', 'rejected', 'blocked'] as const;
export type Fate = (typeof FATES)[number];

interface Common {
	/** Grows with each entry */
	readonly id: number;
	/** The number of the handset, in the international form */
	readonly handset: string;
	/** ms since the epoch */
	readonly at: number;
	readonly text: string;
	/** BCP 47, empty where it is not known: for the voice of a screen reader */
	readonly lang: string;
}

/** What a handset received, as the page shows it. */
export interface Received extends Common {
	readonly kind: 'received';
	readonly provider: 'Raygan SMS' | 'TurkeySMS';
	/** Empty for the codes of Raygan SMS, which name no line */
	readonly sender: string;
	readonly parts: number;
	readonly encoding: PartCount['encoding'];
	readonly fate: Fate;
	readonly state: string;
}

/** What was answered from a handset. */
export interface Replied extends Common {
	readonly kind: 'replied';
	/** The line that it went to */
	readonly to: string;
}

export type Entry = Received | Replied;

interface Kept {
	/** The entry as it stands now */
	now: () => Entry;
	decide: (fate: Fate) => void;
	/** As `changed` gave it last, in JSON */
	told?: string;
}

const ARABIC_SCRIPT = /\p{Script=Arabic}/u;
const TURKISH_LETTERS = /[ğışĞİŞ]/;

/** Everything that the handsets received and answered, the newest entries of it. */
export class Entries {
	private readonly kept = new Map<number, Kept>();
	private lastId = 0;
	private acceptedCount = 0;

	constructor(private readonly simulators: Simulators) {
		const { raygan, turkey } = simulators;
		raygan.onAccepted((message) => this.receive('Raygan SMS', message, raygan.delivery));
		turkey.onAccepted((message) => this.receive('TurkeySMS', message, turkey.delivery));
	}

	/** How many messages both providers have accepted since the start. */
	get accepted(): number {
		return this.acceptedCount;
	}

	/** All that are kept, oldest first. */
	all(): Entry[] {
		return [...this.kept.values()].map(({ now }) => now());
	}

	/** Those that are new or stand otherwise than when this was asked last. */
	changed(): Entry[] {
		return [...this.kept.values()].flatMap((kept) => {
			const entry = kept.now();
			const told = JSON.stringify(entry);
			if (told === kept.told) return [];
			kept.told = told;
			return [entry];
		});
	}

	/** Does nothing where no such message is kept. */
	decide(id: number, fate: Fate): void {
		this.kept.get(id)?.decide(fate);
	}

	/** A message from a handset to a line of Raygan SMS. */
	reply(handset: string, line: string, text: string): void {
		this.simulators.raygan.inbox.receive({ from: handset.replace('+', ''), to: line, text });
		const entry: Replied = {
			kind: 'replied',
			id: this.nextId(),
			handset,
			at: this.simulators.raygan.clock.now(),
			text,
			lang: languageOf(text, 'fa'),
			to: line,
		};
		this.keep(entry.id, { now: () => entry, decide: () => undefined });
	}

	private receive(
		provider: Received['provider'],
		message: AcceptedMessage,
		delivery: Delivery,
	): void {
		this.acceptedCount += 1;
		let fate: Fate = 'auto';
		const form = (['plain', 'turkish', 'unicode'] as const)[message.language ?? 0];
		const fixed = {
			kind: 'received',
			id: this.nextId(),
			handset: internationalOf(provider, message.recipient),
			at: message.scheduledAt ?? message.at,
			text: message.text,
			lang: languageOf(message.text, provider === 'Raygan SMS' ? 'fa' : 'ar'),
			provider,
			sender: message.sender,
			parts: message.parts,
			encoding: countParts(message.text, form).encoding,
		} as const;
		const now = (): Received => ({ ...fixed, fate, state: nameOf(delivery.stateOf(message)) });
		const decide = (chosen: Fate) => {
			fate = chosen;
			delivery.decide(message, chosen === 'auto' ? undefined : chosen);
		};
		this.keep(fixed.id, { now, decide });
	}

	private nextId(): number {
		this.lastId += 1;
		return this.lastId;
	}

	private keep(id: number, kept: Kept): void {
		this.kept.set(id, kept);
		this.kept.delete(id - SHOWN);
	}
}

function nameOf(state: DeliveryState): string {
	return typeof state === 'string' ? state : state.raw;
}

function internationalOf(provider: Received['provider'], recipient: string): string {
	return provider === 'Raygan SMS' ? `+98${lastTen(recipient)}` : `+${recipient}`;
}

function languageOf(text: string, ofArabicScript: string): string {
	if (ARABIC_SCRIPT.test(text)) return ofArabicScript;
	return TURKISH_LETTERS.test(text) ? 'tr' : '';
}

import { lastTen } from '../core/delivery';
import type { AcceptedMessage } from '../core/ledger';
import { SimulatorState } from '../core/state';
import { defaultRayganAccount, isBlacklisted, type RayganAccount } from './account';
import { Codes } from './codes';
import { Inbox } from './inbox';
import { defaultRayganStyle, type RayganStyle } from './style';

/** One group of messages, as GroupMessageStatus knows it. */
export interface MessageGroup {
	messages: AcceptedMessage[];
	/** A `StatusCode` fixed by a test, say 3 for filtered */
	statusCode?: string;
}

/** Everything that the simulated Raygan SMS knows. */
export class RayganState extends SimulatorState {
	readonly account: RayganAccount = defaultRayganAccount();
	readonly style: RayganStyle = defaultRayganStyle();
	readonly codes = new Codes();
	readonly inbox = new Inbox(this.clock);
	/** By GUID */
	readonly groups = new Map<string, MessageGroup>();
	/** GUID by the caller's own UserGroupID */
	readonly userGroups = new Map<string, string>();
	/** By the caller's own message Id */
	readonly messages = new Map<string, AcceptedMessage>();
	private readonly rejections = new Map<string, number>();
	private lastMessageNumber = 1_999;
	private part: { numbers: ReadonlySet<string>; code: number } | undefined;

	constructor() {
		super((recipient) => (isBlacklisted(this.account, recipient) ? 'blocked' : 'delivered'));
	}

	/** The number that the provider gives to an accepted message: from 2000 on, growing. */
	nextMessageNumber(): number {
		this.lastMessageNumber += 1;
		return this.lastMessageNumber;
	}

	/**
	 * Makes messages to this number fail: in a corresponding or port send its row bears `result` and
	 * the envelope 5004, a code call answers `result` alone. Group sends do not look at it.
	 */
	rejectRecipient(mobile: string, result: number): void {
		this.rejections.set(lastTen(mobile), result);
	}

	rejectionOf(mobile: string): number | undefined {
		return this.rejections.get(lastTen(mobile));
	}

	/**
	 * Makes group sends take messages to these numbers alone and then answer `code`, as a service does
	 * that breaks off in the middle. One to these numbers alone is answered as ever.
	 */
	takeOnly(mobiles: readonly string[], code = 5004): void {
		this.part = { numbers: new Set(mobiles.map(lastTen)), code };
	}

	/** The mobiles that a group send to them takes, and what it answers where that is a part of them. */
	partOf(mobiles: readonly string[]): { taken: readonly string[]; code: number | undefined } {
		const { part } = this;
		if (part === undefined) return { taken: mobiles, code: undefined };
		const taken = mobiles.filter((mobile) => part.numbers.has(lastTen(mobile)));
		return { taken, code: taken.length < mobiles.length ? part.code : undefined };
	}

	override reset(): void {
		super.reset();
		Object.assign(this.account, defaultRayganAccount());
		Object.assign(this.style, defaultRayganStyle());
		this.codes.reset();
		this.inbox.reset();
		this.groups.clear();
		this.userGroups.clear();
		this.messages.clear();
		this.rejections.clear();
		this.part = undefined;
		this.lastMessageNumber = 1_999;
	}
}

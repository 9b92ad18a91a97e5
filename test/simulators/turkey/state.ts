import { randomInt } from 'node:crypto';
import { lastTen } from '../core/delivery';
import type { AcceptedMessage } from '../core/ledger';
import { SimulatorState } from '../core/state';
import { defaultTurkeyAccount, type TurkeyAccount } from './account';
import { defaultTurkeyStyle, type TurkeyStyle } from './style';

/** One bulk send. */
export interface Report {
	/** ms since the epoch */
	at: number;
	title: string;
	messages: AcceptedMessage[];
}

const FIRST_SMS_ID = 1_000_007_721;
const FIRST_REPORT_ID = 123_456;

/** Everything that the simulated TurkeySMS knows. */
export class TurkeyState extends SimulatorState {
	readonly account: TurkeyAccount = defaultTurkeyAccount();
	readonly style: TurkeyStyle = defaultTurkeyStyle();
	readonly messages = new Map<string, AcceptedMessage>();
	readonly reports = new Map<string, Report>();
	/** What the next OTP sends use as their code, the oldest first; random ones follow */
	readonly nextOtpCodes: string[] = [];
	private smsId = FIRST_SMS_ID;
	private reportId = FIRST_REPORT_ID;
	private recent: Array<{ at: number; count: number }> = [];
	private part: { numbers: ReadonlySet<string>; code: string | undefined } | undefined;

	constructor() {
		super(() => 'delivered');
	}

	nextSmsId(): string {
		return String(this.smsId++);
	}

	nextReportId(): string {
		return String(this.reportId++);
	}

	/** A code of so many digits, leading zeros included. */
	otpCode(digits: number): string {
		const given = this.nextOtpCodes.shift();
		return given ?? String(randomInt(0, 10 ** digits)).padStart(digits, '0');
	}

	/**
	 * Makes bulk sends take messages to these numbers alone. They answer `code` then, or, without one, that
	 * they are done, with the count of what was taken. One to these numbers alone is answered as ever.
	 */
	takeOnly(recipients: readonly string[], code?: string): void {
		this.part = { numbers: new Set(recipients.map(lastTen)), code };
	}

	/** What a bulk send of these takes, and the code that it answers where that is a part of them. */
	partOf<Draft extends { recipient: string }>(drafts: Draft[]) {
		const { part } = this;
		if (part === undefined) return { taken: drafts, code: undefined };
		const taken = drafts.filter(({ recipient }) => part.numbers.has(lastTen(recipient)));
		return { taken, code: taken.length < drafts.length ? part.code : undefined };
	}

	/** @returns whether `count` more messages fit into the last 60 seconds */
	fitsTheMinute(count: number): boolean {
		const since = this.clock.now() - 60_000;
		this.recent = this.recent.filter(({ at }) => at > since);
		const used = this.recent.reduce((sum, entry) => sum + entry.count, 0);
		return used + count <= this.account.messagesPerMinute;
	}

	noteSent(count: number): void {
		this.recent.push({ at: this.clock.now(), count });
	}

	override reset(): void {
		super.reset();
		Object.assign(this.account, defaultTurkeyAccount());
		Object.assign(this.style, defaultTurkeyStyle());
		this.messages.clear();
		this.reports.clear();
		this.nextOtpCodes.length = 0;
		this.smsId = FIRST_SMS_ID;
		this.reportId = FIRST_REPORT_ID;
		this.recent = [];
		this.part = undefined;
	}
}

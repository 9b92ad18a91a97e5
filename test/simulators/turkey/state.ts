import { randomInt } from 'node:crypto';
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

/** A bulk request that goes otherwise than all or nothing. */
export interface OddBulk {
	/** How many of its messages are taken, the first ones */
	takes: number;
	/** Answered although messages were taken; without it the answer is a success */
	code?: string;
	/** The total that the answer tells; by default how many were taken */
	total?: number | string | null;
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
	/** What becomes of the next bulk requests, the oldest first; ordinary ones follow */
	readonly nextBulks: OddBulk[] = [];
	private smsId = FIRST_SMS_ID;
	private reportId = FIRST_REPORT_ID;
	private recent: Array<{ at: number; count: number }> = [];

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

	/** @returns whether `count` more messages fit into the last 60 seconds */
	fitsTheMinute(count: number): boolean {
		return count <= this.leftOfTheMinute();
	}

	/** How many messages still fit into the last 60 seconds. */
	leftOfTheMinute(): number {
		const since = this.clock.now() - 60_000;
		this.recent = this.recent.filter(({ at }) => at > since);
		const used = this.recent.reduce((sum, entry) => sum + entry.count, 0);
		return Math.max(this.account.messagesPerMinute - used, 0);
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
		this.nextBulks.length = 0;
		this.smsId = FIRST_SMS_ID;
		this.reportId = FIRST_REPORT_ID;
		this.recent = [];
	}
}

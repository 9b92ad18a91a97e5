import { DateTime } from 'luxon';
import { Refusal } from '../core/answer';
import { countParts } from '../core/parts';
import type { TurkeyAccount } from './account';
import type { ScheduleFields } from './schemas';
import type { TurkeyState } from './state';

/** Times of the service have no zone of their own. */
export const ZONE = 'Europe/Istanbul';

export function requireKey({ account }: TurkeyState, key: unknown): void {
	if (key === undefined || key === null || key === '') throw new Refusal('TS-1050');
	if (key !== account.apiKey && !account.otherKeys.some((other) => other === key))
		throw new Refusal('TS-1031');
	if (!account.active) throw new Refusal('TS-1030');
}

/** @returns the title as it is in the account: upper and lower case count */
export function requireTitle({ account }: TurkeyState, title: string | undefined): string {
	if (title === undefined) throw new Refusal('TS-1052');
	if (title === '') throw new Refusal('TS-1051');
	const senderId = account.senderIds.find(({ name }) => name === title);
	if (!senderId) throw new Refusal('TS-1029');
	if (!senderId.active) throw new Refusal('TS-1028');
	return title;
}

export function requireText(text: string | undefined): string {
	if (text === undefined || text.trim() === '') throw new Refusal('TS-1026');
	return text;
}

/** @returns the number: digits with their country code, neither `+` nor leading zeros */
export function requireRecipient(recipient: string | undefined): string {
	if (recipient === undefined || recipient === '') throw new Refusal('TS-1025');
	if (!/^[1-9]\d{6,14}$/.test(recipient)) throw new Refusal('TS-1034');
	return recipient;
}

/** @returns ms since the epoch, `undefined` for a send that goes at once */
export function scheduleOf(fields: ScheduleFields, now: number): number | undefined {
	if ((fields.scheduled_sms ?? '0') !== '1') return undefined;
	const date = fields.scheduled_date ?? '';
	const time = fields.scheduled_time ?? '';
	if (!DateTime.fromFormat(date, 'yyyy-MM-dd').isValid) throw new Refusal('TS-1070');
	if (!DateTime.fromFormat(time, 'HH:mm').isValid) throw new Refusal('TS-1071');
	const at = DateTime.fromFormat(`${date} ${time}`, 'yyyy-MM-dd HH:mm', { zone: ZONE }).toMillis();
	if (at <= now) throw new Refusal('TS-1072');
	return at;
}

const isLocal = (recipient: string): boolean => recipient.startsWith('90');

export function partsOf(text: string, language: number): number {
	const form = language === 2 ? 'unicode' : language === 1 ? 'turkish' : 'plain';
	return countParts(text, form).parts;
}

export interface Draft {
	recipient: string;
	text: string;
	parts: number;
}

/** Refuses the whole request or takes its price from the account. */
export function charge(state: TurkeyState, drafts: Draft[]): void {
	const { account } = state;
	const abroad = drafts.filter(({ recipient }) => !isLocal(recipient));
	if (abroad.length > 0 && !account.internationalEnabled) throw new Refusal('TS-1032');
	if (!state.fitsTheMinute(drafts.length)) throw new Refusal('TS-1060');
	const price = priceOf(account, drafts);
	if (price.local > account.localBalance || price.international > account.internationalBalance) {
		throw new Refusal('TS-1027');
	}
	account.localBalance -= price.local;
	account.internationalBalance -= price.international;
	state.noteSent(drafts.length);
}

function priceOf({ internationalPrice }: TurkeyAccount, drafts: Draft[]) {
	const price = { local: 0, international: 0 };
	for (const { recipient, parts } of drafts) {
		if (isLocal(recipient)) price.local += parts;
		else price.international += parts * internationalPrice;
	}
	return price;
}

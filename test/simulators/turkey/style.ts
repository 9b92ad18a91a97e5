import { HTML_TYPE, JSON_TYPE, type Answer } from '../core/answer';
import { printR, printRArrows } from '../core/printR';
import type { TurkeyReply } from './call';

/** Forms in which the same answers may arrive. */
export interface TurkeyStyle {
	/** How success reads; a refusal reads as its counterpart */
	result: true | 'true' | 1 | '1';
	/** How counts and ids arrive */
	numbers: 'strings' | 'numbers';
	/** The form of a reply that was not asked for as JSON */
	php: 'printR' | 'arrows';
	/** No document shows the reply of the sender ID list */
	senderIds: 'objects' | 'strings';
}

export function defaultTurkeyStyle(): TurkeyStyle {
	return { result: true, numbers: 'strings', php: 'printR', senderIds: 'objects' };
}

/** What a request asks for about its answer. */
export interface Wish {
	json: boolean;
	/** Without it, only `result` comes back from the endpoints that know the option */
	report: boolean;
}

const COUNTS_AND_IDS = new Set([
	'sms_id',
	'rapor_id',
	'report_id',
	'number_of_sms',
	'total_mobile_num',
	'total_mobile_numbers',
	'local_balance_sms',
	'international_balance_tl',
	'numbers_received',
	'numbers_not_received',
	'invalid_numbers',
	'blocked_numbers',
	'turkcell_count',
	'turktelekom_count',
	'vodafone_count',
	'message_validity_duration',
]);

const REFUSED = { true: 'false', '1': '0' } as const;

export function writeReply(
	succeeded: boolean,
	fields: TurkeyReply,
	wish: Wish,
	style: TurkeyStyle,
): Answer {
	const value = {
		result: succeeded ? style.result : refusedLike(style.result),
		...(wish.report ? inStyle(fields, style) : {}),
	};
	if (wish.json) {
		return { status: 200, contentType: JSON_TYPE, body: JSON.stringify(value), value };
	}
	const body = style.php === 'arrows' ? printRArrows(value) : printR(value);
	return { status: 200, contentType: HTML_TYPE, body, value };
}

function refusedLike(success: TurkeyStyle['result']): boolean | string | number {
	if (typeof success === 'string') return REFUSED[success];
	return success === true ? false : 0;
}

function inStyle(fields: TurkeyReply, { numbers }: TurkeyStyle): TurkeyReply {
	if (numbers === 'strings') return fields;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			COUNTS_AND_IDS.has(name) ? Number(value) : value,
		]),
	);
}

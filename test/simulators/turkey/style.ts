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
	/** `data` puts all fields but `result` one level down; `data and all` puts `result` there too */
	wrapped: false | 'data' | 'data and all';
	/** Fields of a success that read otherwise than they should; undefined leaves one out */
	changed: Record<string, unknown>;
	/** HTTP status of a success */
	status: number;
	/** `newer` gives a refusal the HTTP status that the provider's newer API gives it */
	refusals: 'status 200' | 'newer';
}

export function defaultTurkeyStyle(): TurkeyStyle {
	return {
		result: true,
		numbers: 'strings',
		php: 'printR',
		senderIds: 'objects',
		wrapped: false,
		changed: {},
		status: 200,
		refusals: 'status 200',
	};
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

/** HTTP statuses of the newer API, by code. */
const NEWER_STATUS: Record<string, number> = {
	'TS-1027': 403,
	'TS-1028': 403,
	'TS-1031': 401,
	'TS-1033': 400,
	'TS-1060': 403,
	'TS-1061': 403,
	'TS-1065': 403,
};

const REFUSED = { true: 'false', '1': '0' } as const;

export function writeReply(
	succeeded: boolean,
	fields: TurkeyReply,
	wish: Wish,
	style: TurkeyStyle,
): Answer {
	const result = succeeded ? style.result : refusedLike(style.result);
	const said = wish.report ? inStyle(fields, style) : {};
	const value = wrap(
		succeeded ? { result, ...said, ...style.changed } : { result, ...said },
		style.wrapped,
	);
	const status = succeeded ? style.status : statusOfRefusal(fields, style);
	if (wish.json) {
		return { status, contentType: JSON_TYPE, body: JSON.stringify(value), value };
	}
	const body = style.php === 'arrows' ? printRArrows(value) : printR(value);
	return { status, contentType: HTML_TYPE, body, value };
}

function wrap({ result, ...fields }: TurkeyReply, wrapped: TurkeyStyle['wrapped']): TurkeyReply {
	if (wrapped === 'data and all') return { data: { result, ...fields } };
	return wrapped === 'data' ? { result, data: fields } : { result, ...fields };
}

function statusOfRefusal(fields: TurkeyReply, { refusals }: TurkeyStyle): number {
	if (refusals === 'status 200') return 200;
	const { result_code, sms_status_code, status_code } = fields;
	return NEWER_STATUS[String(result_code ?? sms_status_code ?? status_code)] ?? 200;
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

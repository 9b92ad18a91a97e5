import { DateTime } from 'luxon';
import { Refusal } from '../core/answer';
import type { DeliveryState } from '../core/delivery';
import type { AcceptedMessage } from '../core/ledger';
import type { TurkeyCall, TurkeyReply } from './call';
import { ZONE } from './rules';
import { reportFields, statusFields } from './schemas';
import type { Report, TurkeyState } from './state';

const RECEIVED = { code: 'TS-1024', text: 'Number received the message' };
const NOT_RECEIVED = { code: 'TS-1022', text: 'Number did not receive the message' };
const NOT_YET = {
	code: 'TS-1023',
	text: 'Number is out of coverage and has not received the message yet',
};

const STATUS: Record<Extract<DeliveryState, string>, { code: string; text: string }> = {
	delivered: RECEIVED,
	undelivered: NOT_RECEIVED,
	rejected: NOT_RECEIVED,
	blocked: { ...NOT_RECEIVED, text: 'Number is blocked' },
	invalid: { ...NOT_RECEIVED, text: 'Number is invalid' },
	pending: NOT_YET,
	sent: NOT_YET,
	busy: NOT_YET,
	outOfCoverage: NOT_YET,
};

/** A raw outcome is a code where it looks like one, else a text; the other stays that of a message under way. */
function statusOf(reached: DeliveryState): { code: string; text: string } {
	if (typeof reached === 'string') return STATUS[reached];
	const { raw } = reached;
	return /^TS-\d+$/.test(raw) ? { ...NOT_YET, code: raw } : { ...NOT_YET, text: raw };
}

const FINAL = new Set<DeliveryState>([
	'delivered',
	'undelivered',
	'rejected',
	'blocked',
	'invalid',
]);

export function getStatus({ state, fields }: TurkeyCall): TurkeyReply {
	if (!state.account.statusEnabled) throw new Refusal('TS-1063');
	const message = state.messages.get(statusFields.parse(fields).sms_id ?? '');
	if (!message) throw new Refusal('TS-1033');
	const { code, text } = statusOf(state.delivery.stateOf(message));
	return {
		sender_id: message.sender,
		date_of_sending: istanbul(message.at, 'yyyy-MM-dd'),
		time_of_sending: istanbul(message.at, 'HH:mm:ss'),
		sms_status: text,
		sms_status_code: code,
		sms_balance: `${message.parts} SMS`,
		operator: operatorOf(message.recipient),
	};
}

export function getReport({ state, fields }: TurkeyCall): TurkeyReply {
	const { id, report } = findReport(state, fields);
	const states = report.messages.map((message) => state.delivery.stateOf(message));
	const reached = (...wanted: DeliveryState[]) =>
		String(states.filter((status) => wanted.includes(status)).length);
	const carried = (operator: string) =>
		String(report.messages.filter(({ recipient }) => operatorOf(recipient) === operator).length);
	return {
		...summary(state, id, report),
		numbers_received: reached('delivered'),
		numbers_not_received: reached('undelivered', 'rejected'),
		invalid_numbers: reached('invalid'),
		blocked_numbers: reached('blocked'),
		turkcell_count: carried('Turkcell'),
		turktelekom_count: carried('Turk Telekom'),
		vodafone_count: carried('Vodafone'),
		message_validity_duration: '1440',
	};
}

/** Rows have the national number and a status text, but no code. */
export function getDetailedReport({ state, fields }: TurkeyCall): TurkeyReply {
	const { id, report } = findReport(state, fields);
	return {
		...summary(state, id, report),
		numbers: report.messages.map((message, index) => {
			const reached = state.delivery.stateOf(message);
			return {
				number_id: index + 1,
				phone_number: message.recipient.replace(/^90/, ''),
				sent_at: istanbul(message.scheduledAt ?? message.at, 'yyyy-MM-dd HH:mm:ss'),
				done_at: doneAt(state, message, reached),
				sms_count: message.parts,
				sms_status: statusOf(reached).text,
				operator: operatorOf(message.recipient).toUpperCase(),
			};
		}),
	};
}

function doneAt(state: TurkeyState, message: AcceptedMessage, reached: DeliveryState): string {
	return FINAL.has(reached) ? istanbul(state.delivery.finalAt(message), 'yyyy-MM-dd HH:mm:ss') : '';
}

function findReport(state: TurkeyState, fields: TurkeyCall['fields']) {
	if (!state.account.statusEnabled) throw new Refusal('TS-1063');
	const id = reportFields.parse(fields).raporid ?? '';
	const report = state.reports.get(id);
	if (!report) throw new Refusal('TS-1033');
	return { id, report };
}

function summary(state: TurkeyState, id: string, { at, title, messages }: Report): TurkeyReply {
	const verifying = messages.some((message) => state.delivery.stateOf(message) === 'pending');
	return {
		status_code: 'TS-1064',
		report_id: id,
		sending_date: istanbul(at, 'yyyy-MM-dd'),
		sending_time: istanbul(at, 'HH:mm:ss'),
		report_status: 'Report dispatched successfully.',
		number_verification_status: verifying
			? 'Undergoing number verification.'
			: 'Number verification completed.',
		total_mobile_numbers: String(messages.length),
		sms_sender_id: title,
	};
}

function istanbul(at: number, format: string): string {
	return DateTime.fromMillis(at, { zone: ZONE }).toFormat(format);
}

/** By the block that a Turkish mobile number came from; a number keeps its block when it moves. */
function operatorOf(recipient: string): string {
	if (/^9053/.test(recipient)) return 'Turkcell';
	if (/^9054/.test(recipient)) return 'Vodafone';
	return /^905/.test(recipient) ? 'Turk Telekom' : '';
}

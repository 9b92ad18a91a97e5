import { ZodError } from 'zod';
import { parseJson, Refusal, type Answer, type Incoming } from '../core/answer';
import {
	openServer,
	type ListenOptions,
	type ProviderRoute,
	type RunningServer,
} from '../core/server';
import { getBalance, getSenderIds, login } from './account';
import type { TurkeyCall, TurkeyHandler } from './call';
import { getDetailedReport, getReport, getStatus } from './delivery';
import { sendOtp, sendOtpDetailed } from './otp';
import { messageOf } from './resultCodes';
import { requireKey } from './rules';
import { send, sendBulk, sendByGet, sendPersonalized } from './sending';
import { TurkeyState } from './state';
import { writeReply, type Wish } from './style';

interface Route extends ProviderRoute {
	handle: TurkeyHandler;
	/** The field that the document prints the code in */
	codeField: 'result_code' | 'sms_status_code' | 'status_code';
	/** Whether the document lists `report` among the parameters */
	knowsReport: boolean;
	/** Whether the key must be enabled for sending by this method */
	sends: boolean;
}

const route = (
	endpoint: string,
	method: Route['method'],
	path: string,
	handle: TurkeyHandler,
	traits: Partial<Route> = {},
): Route => ({
	endpoint,
	method,
	path: `/api/v3/${path}`,
	handle,
	codeField: 'result_code',
	knowsReport: true,
	sends: false,
	...traits,
});

const sends = { sends: true };
const asksStatus = { codeField: 'sms_status_code', knowsReport: false } as const;
const asksReport = { codeField: 'status_code', knowsReport: false } as const;

const ROUTES: Route[] = [
	route('login', 'POST', 'authenticate/login', login),
	route('send', 'POST', 'gonder/add-content', send, sends),
	route('sendGet', 'GET', 'get/get.php', sendByGet, sends),
	route('bulk', 'POST', 'gruba-gonder/post/tek-metin-gonderimi/', sendBulk, sends),
	route(
		'personalized',
		'POST',
		'gruba-gonder/post/coklu-metin-gonderimi/',
		sendPersonalized,
		sends,
	),
	route('otp', 'POST', 'otp_post/sent-otp', sendOtp, sends),
	route('otpGet', 'GET', 'otp/otp_get.php', sendOtp, sends),
	route('otpDetailed', 'POST', 'otp_post_detailed/sent-otp', sendOtpDetailed, sends),
	route('status', 'GET', 'sms-durumu/sms_durumu.php', getStatus, asksStatus),
	route('report', 'POST', 'rapor/temel', getReport, asksReport),
	route('reportDetailed', 'POST', 'rapor/detayli', getDetailedReport, asksReport),
	route('balance', 'POST', 'bakiye_sorgulama/add-content', getBalance, { knowsReport: false }),
	route('senderIds', 'POST', 'senderid_sorgulama/add-content', getSenderIds),
];

/** Every endpoint that the simulator answers. */
export const TURKEY_ROUTES: readonly ProviderRoute[] = ROUTES.map(({ endpoint, method, path }) => ({
	endpoint,
	method,
	path,
}));

const ROUTE_BY_ENDPOINT = new Map(ROUTES.map((entry) => [entry.endpoint, entry]));

export type TurkeySimulator = TurkeyState & RunningServer;

/** Starts TurkeySMS, API v3. */
export async function startTurkey(options: ListenOptions = {}): Promise<TurkeySimulator> {
	const state = new TurkeyState();
	const server = await openServer(
		state,
		{
			routes: TURKEY_ROUTES,
			answer: (incoming) => answer(state, incoming),
			refuse: (incoming, code, message) => refuse(state, incoming, String(code), message),
			control: {
				account: () => ({ ...state.account, apiKey: undefined, otherKeys: [] }),
				calls: {},
			},
		},
		options,
	);
	return Object.assign(state, server);
}

function answer(state: TurkeyState, incoming: Incoming): Answer {
	try {
		const fields = handle(state, incoming);
		return writeReply(true, fields, wishOf(incoming), state.style);
	} catch (fault) {
		if (fault instanceof Refusal) return refuse(state, incoming, String(fault.code));
		if (fault instanceof ZodError) return refuse(state, incoming, 'TS-1033');
		throw fault;
	}
}

function handle(state: TurkeyState, incoming: Incoming) {
	const { endpoint, requestId } = incoming;
	const route = ROUTE_BY_ENDPOINT.get(endpoint);
	const fields = fieldsOf(incoming);
	if (!route || !fields) throw new Refusal('TS-1033');
	requireKey(state, fields.api_key);
	const { postEnabled, getEnabled } = state.account;
	if (route.sends && route.method === 'POST' && !postEnabled) throw new Refusal('TS-1061');
	if (route.sends && route.method === 'GET' && !getEnabled) throw new Refusal('TS-1062');
	const call: TurkeyCall = { state, endpoint, requestId, fields };
	return route.handle(call);
}

function refuse(
	state: TurkeyState,
	incoming: Incoming,
	code: string,
	message: string = messageOf(code),
): Answer {
	const codeField = ROUTE_BY_ENDPOINT.get(incoming.endpoint)?.codeField ?? 'result_code';
	const fields = { [codeField]: code, result_message: message };
	return writeReply(false, fields, wishOf(incoming), state.style);
}

/** @returns `undefined` where the body is no JSON object */
function fieldsOf({ endpoint, query, rawBody }: Incoming): Record<string, unknown> | undefined {
	if (ROUTE_BY_ENDPOINT.get(endpoint)?.method === 'GET') return query;
	const body = parseJson(rawBody);
	return typeof body === 'object' && body !== null && !Array.isArray(body)
		? { ...body }
		: undefined;
}

function wishOf(incoming: Incoming): Wish {
	const fields = fieldsOf(incoming) ?? {};
	const knowsReport = ROUTE_BY_ENDPOINT.get(incoming.endpoint)?.knowsReport ?? false;
	return {
		json: fields.response_type === 'json',
		report: !knowsReport || String(fields.report ?? '') === '1',
	};
}

import { ZodError } from 'zod';
import { JSON_TYPE, parseJson, Refusal, type Answer, type Incoming } from '../core/answer';
import {
	openServer,
	type ListenOptions,
	type ProviderRoute,
	type RunningServer,
} from '../core/server';
import { getCredit, getPrices, showWhiteList } from './account';
import type { RayganHandler, RayganReply } from './call';
import { checkSendCode, sendAutoCode, sendCode } from './codes';
import { correspondingMessageStatus, getGroupMessageId, groupMessageStatus } from './delivery';
import { receivedMessageSchema, receiveMessages } from './inbox';
import { sendPattern, sendPatternCode } from './patterns';
import { messageOf } from './resultCodes';
import { sendCorrespondingMessage, sendMessage, sendMessageToPort } from './sending';
import { RayganState } from './state';
import { writeEnvelope, writeReply } from './style';

const HANDLERS: Record<string, RayganHandler> = {
	SendMessage: sendMessage,
	SendAutoCode: sendAutoCode,
	CheckSendCode: checkSendCode,
	SendCode: sendCode,
	SendCorrespondingMessage: sendCorrespondingMessage,
	SendMessageToPort: sendMessageToPort,
	GroupMessageStatus: groupMessageStatus,
	CorrespondingMessageStatus: correspondingMessageStatus,
	GetGroupMessageId: getGroupMessageId,
	ReceiveMessages: receiveMessages,
	GetCredit: getCredit,
	GetPrices: getPrices,
	ShowWhiteList: showWhiteList,
	SendPattern: sendPattern,
	SendPatternCode: sendPatternCode,
};

/** What stands elsewhere than the calls of the web service's document. */
const PATHS: Record<string, string> = {
	SendPattern: '/api/smsApiWithPattern/SendMessage',
	SendPatternCode: '/SendPatternCodeWithUrl.ashx',
};

/** Every endpoint that the simulator answers. */
export const RAYGAN_ROUTES: readonly ProviderRoute[] = Object.keys(HANDLERS).map((endpoint) => ({
	endpoint,
	method: 'POST',
	path: PATHS[endpoint] ?? `/api/smsAPI/${endpoint}`,
}));

export { SAMPLE_PATTERN } from './account';

export type RayganSimulator = RayganState & RunningServer;

/** Starts Raygan SMS: both of its hosts are one application, so one origin stands for both. */
export async function startRaygan(options: ListenOptions = {}): Promise<RayganSimulator> {
	const state = new RayganState();
	const server = await openServer(
		state,
		{
			routes: RAYGAN_ROUTES,
			answer: (incoming) => answer(state, incoming),
			refuse: (_incoming, code, message, result) =>
				writeEnvelope(Number(code), message ?? messageOf(Number(code)), result, state.style),
			control: {
				account: () => ({
					...state.account,
					username: undefined,
					password: undefined,
					otherLogins: [],
					accessHash: undefined,
				}),
				calls: { inbox: (body) => state.inbox.receive(receivedMessageSchema.parse(body)) },
			},
		},
		options,
	);
	return Object.assign(state, server);
}

function answer(state: RayganState, incoming: Incoming): Answer {
	if (incoming.endpoint === 'SendPatternCode') return answerForm(state, incoming);
	if (!isLoggedIn(state, incoming.authorization)) {
		return plain(401, 'Authorization has been denied for this request.');
	}
	if (incoming.rawBody !== '' && !/^application\/json\b/i.test(incoming.contentType)) {
		return plain(415, "The request entity's media type is not supported for this resource.");
	}
	return writeReply(handle(state, incoming), state.style);
}

/** A handler without a login: what it needs is in the form alone, and never in the address. */
function answerForm(state: RayganState, incoming: Incoming): Answer {
	if (!/^application\/x-www-form-urlencoded\b/i.test(incoming.contentType)) {
		return plain(415, 'A form is expected.');
	}
	if (Object.keys(incoming.query).length > 0 || incoming.authorization !== undefined) {
		return plain(400, 'The form alone says who asks.');
	}
	const form = new URLSearchParams(incoming.rawBody);
	const isRepeated = new Set(form.keys()).size < [...form.keys()].length;
	const rawBody = isRepeated ? '' : JSON.stringify(Object.fromEntries(form));
	return writeReply(handle(state, { ...incoming, rawBody }), state.style);
}

function handle(state: RayganState, { endpoint, requestId, rawBody }: Incoming): RayganReply {
	const { account } = state;
	if (!account.allowedIp) return { code: 2003 };
	if (!account.webServiceEnabled) return notEnabled(endpoint);
	const body = rawBody === '' ? {} : parseJson(rawBody);
	if (typeof body !== 'object' || body === null) return { code: 1001 };
	try {
		const handler = HANDLERS[endpoint];
		if (!handler) return { code: 5001 };
		return handler({ state, endpoint, requestId, body: inLowerCase(body) });
	} catch (fault) {
		if (fault instanceof Refusal) return { code: Number(fault.code) };
		if (fault instanceof ZodError) return { code: 1004 };
		throw fault;
	}
}

/** The sends of a code say it by a bare 8, as their clients report. */
function notEnabled(endpoint: string): RayganReply {
	const isCode = ['SendAutoCode', 'SendCode', 'SendPatternCode'].includes(endpoint);
	return isCode ? { bare: 8 } : { code: 2002 };
}

function isLoggedIn({ account }: RayganState, authorization: string | undefined): boolean {
	const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
	const given = Buffer.from(encoded, 'base64').toString('utf8');
	return [account, ...account.otherLogins].some(
		({ username, password }) => given === `${username}:${password}`,
	);
}

/** What ASP.NET says by itself, before the service is reached. */
function plain(status: number, message: string): Answer {
	return { status, contentType: JSON_TYPE, body: JSON.stringify({ Message: message }) };
}

function inLowerCase(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inLowerCase);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name.toLowerCase(), inLowerCase(entry)]),
	);
}

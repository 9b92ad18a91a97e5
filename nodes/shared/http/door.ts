import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import type { Fault, SendOutcome } from '../faults/faults';
import { washerOf } from './secrets';
import { cancelSignalOf, timeLimitOf } from './timeLimit';

/** n8n's context, as far as the door needs it: action nodes, triggers and list searches all have it. */
export type HttpContext = Pick<
	IAllExecuteFunctions,
	'getCredentials' | 'getNode' | 'helpers' | 'logger'
>;

/** How many requests of one run are under way together: enough to be quick, few enough for a shared host. */
export const REQUESTS_AT_ONCE = 5;

export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	/** The base URL of the credential that this call goes to. */
	readonly baseUrl: string;
	readonly path: string;
	readonly query?: Record<string, string>;
	readonly body?: IDataObject;
	/** A form in the place of a JSON body. */
	readonly form?: Readonly<Record<string, string>>;
	/** True where a secret in the body alone says who asks, so that the login does not go along. */
	readonly isUnsigned?: true;
	/** True where the call sends a message: then a fault bears an outcome, and nothing cuts the request short but its time limit. */
	readonly sends: boolean;
}

export type HttpReply =
	| { readonly ok: true; readonly status: number; readonly text: string }
	| { readonly ok: false; readonly fault: Fault };

/** The one way to a provider, bound to a credential, an item and a time limit. */
export interface HttpDoor {
	readonly provider: string;
	request(request: HttpRequest): Promise<HttpReply>;
	/** Replaces the credential's secrets in a text by `***`. */
	washText(text: string): string;
	/** The same, deeply, for a parsed reply. */
	wash(value: unknown): unknown;
}

export interface DoorSettings {
	readonly provider: string;
	readonly credentialType: string;
	/** The credential of the item, with its secrets under these names. */
	readonly credential: IDataObject;
	readonly secretNames: readonly string[];
	readonly timeoutMs: number;
}

/** Codes that prove by themselves that no byte of the request left: a name that is not found, a refused connection, a certificate that was not trusted. */
const NEVER_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;
const TIMED_OUT = /^(ECONNABORTED|ETIMEDOUT)$/;

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && name in value
		? Reflect.get(value, name)
		: undefined;
}

/** The helper wraps the network's fault, so its code can stand on the error or on one of its causes. */
function networkCode(thrown: unknown): string {
	for (let at = thrown, depth = 0; at !== undefined && depth < 5; depth += 1) {
		const code = property(at, 'code');
		if (typeof code === 'string') return code;
		at = property(at, 'cause');
	}
	return '';
}

/**
 * Whether TLS was never established on the request's socket, so that no byte of the request left: Node
 * holds them back until then, and sends no early data. Codes cannot tell: ECONNRESET, EPROTO, a time-out
 * and ETIMEDOUT come before and after the handshake alike, and the latter two do even for a socket that
 * never connected. Node sets `secureConnecting` on each socket of TLS and clears it with the handshake;
 * a proxy that tunnels changes nothing, since the socket stands for the other end. Without a socket at
 * hand, as on plain HTTP or under another HTTP client, it stays open.
 */
function neverSecured(thrown: unknown): boolean {
	for (let at = thrown, depth = 0; at !== undefined && depth < 5; depth += 1) {
		const request = property(at, 'request');
		const native = property(request, '_currentRequest') ?? request;
		if (native !== undefined && native !== null) {
			return property(property(native, 'socket'), 'secureConnecting') === true;
		}
		at = property(at, 'cause');
	}
	return false;
}

type TransportFault = Pick<Fault, 'code' | 'meaning' | 'whatToDo' | 'httpCode' | 'foundBy'> & {
	readonly reached: boolean;
};

const CHECK_BEFORE_SENDING_AGAIN = 'Check whether the message arrived before you send it again';

function transportFault(
	provider: string,
	thrown: unknown,
	timeoutMs: number,
	isOver: boolean,
): TransportFault {
	const code = networkCode(thrown);
	const isTimeout = isOver || TIMED_OUT.test(code);
	if (NEVER_CONNECTED.test(code) || neverSecured(thrown)) {
		return {
			reached: false,
			code: 'not-reached',
			meaning: `${provider} could not be reached`,
			whatToDo:
				'Check the base URL in the credential and the network of the n8n server, then try again',
			httpCode: 502,
		};
	}
	return {
		reached: true,
		code: isTimeout ? 'no-answer-in-time' : 'connection-lost',
		meaning: isTimeout
			? `${provider} did not answer within ${timeoutMs} ms`
			: `The connection to ${provider} broke before it answered`,
		whatToDo: 'Try again later, or raise the option Timeout (Ms)',
		httpCode: 504,
	};
}

const REDIRECT: TransportFault = {
	reached: true,
	code: 'redirect',
	meaning: 'The server answered with a redirect, which is not followed with your login',
	whatToDo: 'Correct the base URL in the credential to the address that the service itself uses',
	httpCode: 502,
};

/**
 * Opens the way to a provider. Every request bears a time limit, follows no redirect (the login would
 * go along to another origin) and is answered as text, since headers and shape of a reply can both lie.
 * Nothing is thrown: what n8n's helper throws carries the whole request, so only its code is read.
 */
export function openDoor(context: HttpContext, settings: DoorSettings): HttpDoor {
	const { provider, credentialType, credential, timeoutMs } = settings;
	const washer = washerOf(credential, settings.secretNames);

	// The helper ties a request to the execution's cancel signal when it finds one on its context, and
	// forgets the signal that it was given. A cancelled send would have an unknown outcome.
	const detached = {
		getCredentials: context.getCredentials.bind(context),
		getNode: context.getNode.bind(context),
		helpers: context.helpers,
		logger: context.logger,
	};

	function fault(found: TransportFault, sends: boolean): HttpReply {
		const { reached, ...rest } = found;
		if (!sends) return { ok: false, fault: rest };
		const outcome: SendOutcome = reached ? 'unknown' : 'refused';
		const whatToDo = reached ? `${CHECK_BEFORE_SENDING_AGAIN}. ${rest.whatToDo}` : rest.whatToDo;
		return { ok: false, fault: { ...rest, whatToDo, outcome } };
	}

	return {
		provider,
		washText: washer.text,
		wash: washer.deep,
		async request({ method, baseUrl, path, query, body, form, isUnsigned, sends }) {
			const base = checkBaseUrl(baseUrl);
			if (!base.ok) {
				const { meaning, whatToDo } = base;
				const refused: TransportFault = {
					reached: false,
					code: 'base-url',
					meaning,
					whatToDo,
					httpCode: 422,
					foundBy: 'check',
				};
				return fault(refused, sends);
			}
			const options: IHttpRequestOptions = {
				method,
				url: `${base.url}${path}`,
				qs: query,
				...bodyOf(body, form),
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				// It counts silence: an answer that drips never reaches it.
				timeout: timeoutMs,
			};
			const limit = timeLimitOf(timeoutMs, sends ? undefined : cancelSignalOf(context));
			try {
				// Reflect, since the helper's declared context is n8n's whole one, of which it uses these four.
				const { httpRequest, httpRequestWithAuthentication } = context.helpers;
				const limited = { ...options, abortSignal: limit.signal };
				const signing = { credentialsDecrypted: { data: credential } };
				const asked: unknown = isUnsigned
					? Reflect.apply(httpRequest, detached, [limited])
					: Reflect.apply(httpRequestWithAuthentication, detached, [
							credentialType,
							limited,
							signing,
						]);
				const response: unknown = await limit.whicheverIsFirst(asked);
				const status = Number(property(response, 'statusCode'));
				if (status >= 300 && status < 400) return fault(REDIRECT, sends);
				return { ok: true, status, text: String(property(response, 'body') ?? '') };
			} catch (thrown) {
				return fault(transportFault(provider, thrown, timeoutMs, limit.isOver()), sends);
			} finally {
				limit.end();
			}
		},
	};
}

/** The helper drops an empty object, but a call without parameters still wants `{}`. */
function bodyOf(
	body: HttpRequest['body'],
	form: HttpRequest['form'],
): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	if (form !== undefined) {
		return {
			body: new URLSearchParams(form).toString(),
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		};
	}
	if (body === undefined) return { headers: {} };
	return {
		body: Object.keys(body).length === 0 ? '{}' : body,
		headers: { 'Content-Type': 'application/json' },
	};
}

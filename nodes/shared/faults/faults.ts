/** What is known of a message after a try to send it. */
export type SendOutcome = 'accepted' | 'refused' | 'unknown';

/** The class of a fault, written as the HTTP status that n8n understands it by; 504 is an unknown outcome, 502 an unreadable answer. */
export type FaultClass = 401 | 402 | 403 | 404 | 422 | 429 | 502 | 504;

/** One row of a provider's table of result codes. */
export interface ResultCode {
	readonly meaning: string;
	readonly whatToDo: string;
	readonly httpCode: FaultClass;
	/** True where the provider can have accepted a message although it answers with this code. */
	readonly mayHaveBeenSent?: true;
	/** True where it would meet every other request of this account as well. */
	readonly concernsAccount?: true;
}

/**
 * What went wrong, as a plain value: with a provider, or with what a person entered. Who tells it is added
 * where it leaves the node. Texts are English clauses without a final period.
 */
export interface Fault {
	/** The provider's own code, or one of ours in kebab case, such as `invalid-input`. */
	readonly code: string;
	readonly meaning: string;
	readonly whatToDo: string;
	readonly httpCode: FaultClass;
	/** The provider's own words, washed of secrets. */
	readonly providerMessage?: string;
	/** Set on sends only. */
	readonly outcome?: SendOutcome;
	/** E.164 */
	readonly recipients?: readonly string[];
	/** Those of the same item whose message was accepted all the same. E.164 */
	readonly acceptedRecipients?: readonly string[];
	/** The provider's ids of what was accepted of the same item, as output fields. */
	readonly acceptedIds?: Readonly<Record<string, unknown>>;
	/** Those of the same item whose message was refused, where the outcome of others is unknown. E.164 */
	readonly refusedRecipients?: readonly string[];
	readonly userGroupId?: string;
	readonly concernsAccount?: true;
	/** Where no provider had a say: our own check before anything was sent, or n8n. */
	readonly foundBy?: 'check' | 'n8n';
}

/** The row of a table for a code that the provider sent, which can be any text, `valueOf` included. */
export function entryOf<Entry>(
	table: Readonly<Record<string, Entry>>,
	code: string,
): Entry | undefined {
	return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** A value, or why there is none. */
export type Checked<Value> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** What an api client answers: a typed value with the provider's own washed object beside it, or a fault. Never thrown. */
export type Answer<Value> =
	| { readonly ok: true; readonly value: Value; readonly raw: unknown }
	| { readonly ok: false; readonly fault: Fault };

export interface Refusal {
	readonly ok: false;
	readonly fault: Fault;
}

/** What is refused for what a person entered, before anything was sent: the item alone. */
export function refusal(meaning: string, whatToDo: string): Refusal {
	const fault: Fault = {
		code: 'invalid-input',
		meaning,
		whatToDo,
		httpCode: 422,
		foundBy: 'check',
	};
	return { ok: false, fault };
}

/** The parts of the way to a provider that a fault is made with. */
interface Source {
	readonly provider: string;
	washText(text: string): string;
}

interface Reported {
	readonly code: string;
	readonly providerMessage?: string | null;
	/** True where the call sends a message: only then a fault has an outcome. */
	readonly sends: boolean;
}

/** The fault of a code that the provider's table has. */
export function tableFault(source: Source, entry: ResultCode, reported: Reported): Fault {
	const { meaning, whatToDo, httpCode, mayHaveBeenSent, concernsAccount } = entry;
	return {
		code: reported.code,
		meaning,
		whatToDo,
		httpCode,
		providerMessage: reported.providerMessage
			? source.washText(reported.providerMessage).trim()
			: undefined,
		outcome: reported.sends ? (mayHaveBeenSent ? 'unknown' : 'refused') : undefined,
		concernsAccount,
	};
}

/** The fault of a code that no table knows: it says nothing about what became of a message. */
export function undescribedCodeFault(source: Source, reported: Reported): Fault {
	const { provider } = source;
	const entry: ResultCode = {
		meaning: `${provider} answered with code ${reported.code}, which its document does not describe`,
		whatToDo: reported.sends
			? `Ask ${provider} what the code means, and whether the message went, before you send it again`
			: `Ask ${provider} what the code means`,
		httpCode: 502,
		mayHaveBeenSent: true,
	};
	return tableFault(source, entry, reported);
}

/**
 * HTTP statuses with which a web server or a proxy turns a request away by its frame, before any
 * application sees it. Others prove nothing: a 404 or a 5xx can come after the message was taken.
 */
const TURNED_AWAY: ReadonlyMap<number, string> = new Map([
	[407, 'a proxy wants a login'],
	[411, 'its length is not told'],
	[413, 'it is too large'],
	[414, 'its address is too long'],
	[431, 'its headers are too large'],
]);

function turnedAwayFault(source: Source, why: string, status: number, sends: boolean): Fault {
	const entry: ResultCode = {
		meaning: `A web server before ${source.provider} turned the request away, since ${why} (HTTP status ${status})`,
		whatToDo:
			status === 407
				? 'Check the proxy of the n8n server'
				: 'Put fewer items or recipients into one request, or shorten the text',
		httpCode: 422,
	};
	return tableFault(source, entry, { code: 'turned-away', sends });
}

/** The fault of an answer that is no result. `found` is what came instead, such as `a web page`. */
export function unreadableFault(
	source: Source,
	found: string,
	{ status, sends }: { readonly status: number; readonly sends: boolean },
): Fault {
	const turnedAway = TURNED_AWAY.get(status);
	if (turnedAway !== undefined) return turnedAwayFault(source, turnedAway, status, sends);
	const entry: ResultCode = {
		meaning: `${source.provider} answered with ${found} (HTTP status ${status}) instead of a result`,
		whatToDo: sends
			? 'Check whether the message arrived before you send it again, and check the base URL in the credential'
			: 'Check the base URL in the credential and try again later',
		httpCode: 502,
		mayHaveBeenSent: true,
	};
	return tableFault(source, entry, { code: 'unreadable-answer', sends });
}

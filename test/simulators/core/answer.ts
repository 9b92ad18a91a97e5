/** A reply, ready for the wire. */
export interface Answer {
	status: number;
	contentType: string;
	body: string;
	headers?: Record<string, string>;
	/** What `body` says, for a fault that says it in another form */
	value?: unknown;
}

/** A request that reached a route. */
export interface Incoming {
	requestId: number;
	endpoint: string;
	query: Record<string, unknown>;
	rawBody: string;
	contentType: string;
	/** Of the Authorization header; never kept */
	authorization: string | undefined;
}

/** A refusal by the provider, with its own code. */
export class Refusal extends Error {
	constructor(readonly code: number | string) {
		super(`Refused with ${code}`);
	}
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const HTML_TYPE = 'text/html; charset=utf-8';

/** @returns the value of a JSON text, `undefined` where it is none (an empty one included) */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export function htmlPage(status: number, title: string): Answer {
	const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
	return { status, contentType: HTML_TYPE, body: page };
}

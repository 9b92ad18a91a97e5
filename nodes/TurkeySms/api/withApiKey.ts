import isPlainObject from 'lodash/isPlainObject';
import type { IHttpRequestOptions } from 'n8n-workflow';

/** A request as n8n hands it to a credential; the last two come from its HTTP Request node alone. */
export type OutgoingRequest = IHttpRequestOptions & {
	readonly form?: unknown;
	readonly formData?: unknown;
};

const WITHOUT_BODY = /^(GET|HEAD|OPTIONS)$/i;
const FORM = /^application\/x-www-form-urlencoded/i;

/** A multipart form, Node's own or that of the package form-data. */
interface Form {
	append(name: string, value: string): void;
}

function isForm(value: unknown): value is Form {
	return (
		typeof value === 'object' &&
		value !== null &&
		'append' in value &&
		typeof value.append === 'function'
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The text of an object gets one more property; the rest stays as it was typed, long numbers included. */
function inText(text: string, apiKey: string): string {
	const found = parsed(text);
	if (!isPlainObject(found)) return text;
	if (Object.hasOwn(Object(found), 'api_key')) {
		return JSON.stringify({ ...Object(found), api_key: apiKey });
	}
	const comma = Object.keys(Object(found)).length === 0 ? '' : ',';
	return text.replace('{', () => `{"api_key":${JSON.stringify(apiKey)}${comma}`);
}

function inForm(text: string, apiKey: string): string {
	const fields = new URLSearchParams(text);
	fields.set('api_key', apiKey);
	return fields.toString();
}

function hasFormText({ headers = {} }: OutgoingRequest): boolean {
	return Object.entries(headers).some(
		([name, value]) => name.toLowerCase() === 'content-type' && FORM.test(String(value)),
	);
}

/** A form with the key, or an object of fields with it. What is neither stays as it is. */
function inFields(fields: unknown, apiKey: string): unknown {
	if (typeof fields === 'string') return inForm(fields, apiKey);
	if (fields instanceof URLSearchParams) return new URLSearchParams(inForm(String(fields), apiKey));
	if (isForm(fields)) {
		fields.append('api_key', apiKey);
		return fields;
	}
	return isPlainObject(fields) ? { ...Object(fields), api_key: apiKey } : fields;
}

/**
 * Puts the key where TurkeySMS reads it: into the query of a call without a body, else into the body,
 * whichever form that has. A body that can take no key (a list, a file, other text) goes out untouched,
 * since a key in the address of a POST would end up in logs.
 */
export function withApiKey(request: OutgoingRequest, apiKey: string): OutgoingRequest {
	const { body, form, formData, method = 'GET' } = request;
	if (WITHOUT_BODY.test(method)) return { ...request, qs: { ...request.qs, api_key: apiKey } };
	if (formData !== undefined) return { ...request, formData: inFields(formData, apiKey) };
	if (form !== undefined) return { ...request, form: inFields(form, apiKey) };
	if (body === undefined || body === null || body === '') {
		return { ...request, body: { api_key: apiKey } };
	}
	if (typeof body === 'string') {
		const signed = hasFormText(request) ? inForm(body, apiKey) : inText(body, apiKey);
		return { ...request, body: signed };
	}
	return { ...request, body: Object(inFields(body, apiKey)) };
}

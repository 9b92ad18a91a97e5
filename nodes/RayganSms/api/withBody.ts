import type { IHttpRequestOptions } from 'n8n-workflow';

const WITHOUT_BODY = /^(GET|HEAD|OPTIONS)$/i;

/** A plain object without properties; forms, files and lists are none. */
const isEmptyObject = (body: unknown): boolean =>
	typeof body === 'object' &&
	body !== null &&
	Object.getPrototypeOf(body) === Object.prototype &&
	Object.keys(body).length === 0;

/**
 * A call without parameters still wants `{}` as JSON, but n8n drops an empty object. Every other body
 * goes out as it is; `form` and `formData` are where n8n's HTTP Request node has that of a form.
 */
export function withBody(request: IHttpRequestOptions): IHttpRequestOptions {
	const { body, headers, method = 'GET' } = request;
	const isEmpty = body === undefined || body === null || body === '' || isEmptyObject(body);
	if (!isEmpty || 'form' in request || 'formData' in request || WITHOUT_BODY.test(method)) {
		return request;
	}
	const others = Object.entries(headers ?? {}).filter(
		([name]) => name.toLowerCase() !== 'content-type',
	);
	return {
		...request,
		body: '{}',
		headers: { ...Object.fromEntries(others), 'Content-Type': 'application/json' },
	};
}

import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import type { HttpDoor, HttpRequest } from '../../shared/http/door';
import { readAnswer } from './answer';

type Ask<Fields> = <Value>(
	endpoint: string,
	fields: Fields,
	shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
	/** `sends` is true where the call sends a message. */
	options?: { readonly sends: boolean },
) => Promise<Answer<Value>>;

/** Asks an endpoint, and reads its answer. The API key is put in by the credential. */
export interface Call {
	/** With the fields in a JSON body. */
	readonly post: Ask<IDataObject>;
	/** With the fields in the query. */
	readonly get: Ask<Record<string, string>>;
}

export function callThrough(door: HttpDoor, baseUrl: string): Call {
	async function ask<Value>(
		request: Pick<HttpRequest, 'method' | 'path' | 'query' | 'body'>,
		shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
		sends: boolean,
	): Promise<Answer<Value>> {
		const reply = await door.request({ ...request, baseUrl, sends });
		return reply.ok ? readAnswer(door, reply, shape, sends) : reply;
	}
	const path = (endpoint: string) => `/api/v3/${endpoint}`;
	const response_type = 'json';
	return {
		post: async (endpoint, fields, shape, { sends } = { sends: false }) => {
			const body = { ...fields, response_type };
			return await ask({ method: 'POST', path: path(endpoint), body }, shape, sends);
		},
		get: async (endpoint, fields, shape, { sends } = { sends: false }) => {
			const query = { ...fields, response_type };
			return await ask({ method: 'GET', path: path(endpoint), query }, shape, sends);
		},
	};
}

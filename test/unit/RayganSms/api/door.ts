import type { HttpDoor, HttpReply } from '../../../../nodes/shared/http/door';

/** A door behind which a given reply waits, without n8n and without a network. */
export function doorTo(reply: HttpReply = { ok: true, status: 200, text: '' }): HttpDoor {
	return {
		provider: 'Raygan SMS',
		request: async () => reply,
		washText: (text) => text,
		wash: (value) => value,
	};
}

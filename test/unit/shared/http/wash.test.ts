import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { HttpContext, HttpDoor } from '../../../../nodes/shared/http/door';
import { openDoor } from '../../../../nodes/shared/http/door';

/** The door binds what it needs of the host; washing uses none of it. */
const context: HttpContext = Object.assign(JSON.parse('{}'), {
	getCredentials: async () => ({}),
	getNode: () => ({}),
});

function doorWith(credential: IDataObject, secretNames: string[]): HttpDoor {
	const credentialType = 'test';
	return openDoor(context, {
		provider: 'Test',
		credentialType,
		credential,
		secretNames,
		timeoutMs: 1,
	});
}

/** An asterisk is what a secret is replaced by. */
const secretText = fc
	.string({ unit: 'grapheme', minLength: 4, maxLength: 20 })
	.filter((text) => !text.includes('*'));

const login = fc.record({ username: fc.string({ unit: 'grapheme' }), password: secretText });

const formsOf = ({ username, password }: { username: string; password: string }) => [
	password,
	encodeURIComponent(password),
	Buffer.from(`${username}:${password}`).toString('base64'),
];

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]) => [key, ...textsOf(entry)]);
}

test('no form of the password is left in a text', () => {
	fc.assert(
		fc.property(
			login,
			fc.array(fc.string(), { minLength: 4, maxLength: 4 }),
			(credential, parts) => {
				const door = doorWith(credential, ['password']);
				const forms = formsOf(credential);
				const text = parts.flatMap((part, index) => [part, forms[index] ?? '']).join('');
				const washed = door.washText(text);
				expect(forms.filter((form) => washed.includes(form))).toEqual([]);
			},
		),
	);
});

test('nor anywhere in an object, its property names included', () => {
	const scene = login.chain((credential) => {
		const planted = fc.constantFrom(...formsOf(credential));
		const text = fc.tuple(fc.string(), planted, fc.string()).map((parts) => parts.join(''));
		const { tree } = fc.letrec((tie) => ({
			tree: fc.oneof(
				{ maxDepth: 4 },
				text,
				fc.integer(),
				fc.constantFrom(null, true),
				fc.array(tie('tree')),
				fc.dictionary(text, tie('tree')),
			),
		}));
		return fc.record({ credential: fc.constant(credential), tree });
	});
	fc.assert(
		fc.property(scene, ({ credential, tree }) => {
			const texts = textsOf(doorWith(credential, ['password']).wash(tree));
			const left = formsOf(credential).filter((form) => texts.some((text) => text.includes(form)));
			expect(left).toEqual([]);
		}),
	);
});

test('all else stays as it is', () => {
	const door = doorWith({ apiKey: 'demo-api-key' }, ['apiKey']);
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			fc.pre(!JSON.stringify(value).includes('demo-api-key'));
			const json: unknown = JSON.parse(JSON.stringify(value));
			expect(door.wash(json)).toEqual(json);
		}),
	);
});

test('a credential that is not filled in leaves every text whole', () => {
	const door = doorWith({ username: '', password: '' }, ['password']);
	expect(door.washText('Code 0')).toBe('Code 0');
});

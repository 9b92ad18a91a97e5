import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { parameterReader } from '../../nodes/shared/form/itemValues';
import { contextOf } from './engine';
import { nodeTypes } from './package';

/** Names of fields as data has them, and those that n8n's expressions forbid or that every object has. */
const name = fc.oneof(
	fc.constantFrom('mobile', 'text', 'a', '_b', 'c9'),
	fc.constantFrom('my field', 'موبایل', 'a-b', 'a.b', "it's", 'x"y', 'a\\b', ''),
	fc.constantFrom(
		'constructor',
		'__proto__',
		'prototype',
		'toString',
		'length',
		'class',
		'isEmpty',
	),
);

const plain = fc.oneof(
	fc.string(),
	fc.constantFrom('=1+1', '={{ $json.a }}', '{{ $json.a }}', '\n', '۰۹۱۲', '🎉', 'null'),
	fc.double(),
	fc.integer(),
	fc.boolean(),
);

const value = fc.oneof(
	{ weight: 6, arbitrary: plain },
	fc.constantFrom(null, undefined),
	fc.array(plain, { maxLength: 3 }),
	fc.dictionary(name, plain, { maxKeys: 3 }),
	fc.date({ noInvalidDate: true }),
);

/** What a user writes into a parameter, or drags there. */
const written = (names: fc.Arbitrary<string>) =>
	fc.oneof(
		{ weight: 6, arbitrary: names.map((field) => `={{ $json.${field} }}`) },
		{ weight: 3, arbitrary: names.map((field) => `={{ $json['${field}'] }}`) },
		names.map((field) => `={{ $json["${field}"] }}`),
		names.map((field) => `={{$json.${field}}}`),
		names.map((field) => `={{   $json.${field}   }}`),
		names.map((field) => `=${field} {{ $json.${field} }}`),
		names.map((field) => `={{ $json.${field} }} `),
		names.map((field) => `={{ $json.${field}.length }}`),
		fc.constantFrom('={{ $itemIndex }}', '={{ $json }}', '={{ 1 + 1 }}', '={{ $json.a.b }}', '='),
		fc.constantFrom('={{ "now" }}', '={{ undefined }}', '={{ $json.x( }}'),
		fc.string().filter((text) => !text.startsWith('=')),
	);

/** Items and expressions over the same few names. */
const drawn = fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).chain((names) => {
	const field = fc.constantFrom(...names);
	const own = written(field);
	// Only what the editor can store: a collection has strings, numbers and switches.
	const options = fc.dictionary(
		fc.constantFrom('onlyOncePerKey', 'userGroupId', 'timeout', 'includeRaw', 'sendAt'),
		fc.oneof({ weight: 3, arbitrary: own }, fc.integer(), fc.boolean()),
		{ maxKeys: 3 },
	);
	const locator = fc.record({
		__rl: fc.constant(true),
		mode: fc.constantFrom('list', 'name'),
		value: own,
	});
	const operation = { resource: fc.constant('message'), operation: fc.constant('send'), options };
	return fc.record({
		items: fc.array(fc.dictionary(field, value, { minKeys: 1 }), { minLength: 2, maxLength: 6 }),
		node: fc.oneof(
			fc.record({
				type: fc.constant('rayganSms'),
				parameters: fc.record({ ...operation, message: own, mobiles: own }),
			}),
			fc.record({
				type: fc.constant('turkeySms'),
				parameters: fc.record({ ...operation, text: own, recipient: own, title: locator }),
			}),
		),
	});
});

/** A value, or what was thrown instead. */
function outcomeOf(read: () => unknown) {
	try {
		return { value: read() };
	} catch (thrown) {
		return { thrown: thrown instanceof Error ? thrown.message : String(thrown) };
	}
}

test('a parameter is read as n8n reads it, whatever stands in it and in the items', async () => {
	await fc.assert(
		fc.asyncProperty(drawn, async ({ items: all, node: { type, parameters } }) => {
			const items = all.map((json): IDataObject => ({ ...json }));
			const settings = { type, parameters, items, credentialType: `${type}Api`, credential: {} };
			const context = await contextOf(settings);
			const read = parameterReader(context);
			const { properties } = nodeTypes.getByNameAndVersion(type).description;
			const fields = properties.filter(
				(field) =>
					field.name in parameters &&
					field.displayOptions?.show?.resource?.includes('message') &&
					field.displayOptions.show.operation?.includes('send'),
			);
			expect(fields.length).toBeGreaterThan(2);
			for (const itemIndex of items.keys()) {
				for (const field of fields) {
					const extractValue = field.type === 'resourceLocator';
					const ours = outcomeOf(() => read(field, itemIndex));
					const theirs = outcomeOf(() =>
						context.getNodeParameter(field.name, itemIndex, null, { extractValue }),
					);
					expect({ field: field.name, itemIndex, ...ours }).toStrictEqual({
						field: field.name,
						itemIndex,
						...theirs,
					});
				}
			}
		}),
		{ numRuns: 400 },
	);
}, 60_000);

test('of 1,000 items a fixed parameter is resolved once, and a mapped field once for its name', async () => {
	const items = Array.from({ length: 1000 }, (_, index) => ({
		to: `0911${index}`,
		key: `k${index}`,
	}));
	const context = await contextOf({
		type: 'rayganSms',
		credentialType: 'rayganSmsApi',
		credential: {},
		items,
		parameters: {
			resource: 'message',
			operation: 'send',
			message: 'hello',
			mobiles: '={{ $json.to }}',
			options: { onlyOncePerKey: '={{ $json.key }}', itemsPerRequest: 5 },
		},
	});
	const asked = jest.spyOn(context, 'getNodeParameter');
	const read = parameterReader(context);
	const { properties } = nodeTypes.getByNameAndVersion('rayganSms').description;
	const fields = properties.filter(
		({ name: field, displayOptions }) =>
			['message', 'mobiles', 'options'].includes(field) &&
			displayOptions?.show?.operation?.includes('send'),
	);
	const values = items.map((_, itemIndex) => fields.map((field) => read(field, itemIndex)));
	expect(values.at(-1)).toContainEqual({ onlyOncePerKey: 'k999', itemsPerRequest: 5 });
	expect(values.at(-1)).toContain('0911999');
	const resolved = asked.mock.calls.filter(([, , , how]) => how?.rawExpressions !== true);
	expect(resolved).toHaveLength(3);
});

import type { INodeProperties, INodePropertyOptions, NodeParameterValueType } from 'n8n-workflow';

import { loadPackage, nodeTypes } from './package';
import { PROVIDERS, useProviders } from './providers';
import { numberOf } from './sends';
import { LINE } from './simulatorsClient';
import { TITLE } from './turkeySms';

const providers = useProviders();

/** Values that an expression can give and no one meant; written as JavaScript. */
const ODD = [
	'NaN',
	'Infinity',
	'({})',
	'[]',
	'null',
	'undefined',
	'true',
	'"x"',
	'-1',
	'0.5',
	'1e99',
	'new Date(NaN)',
	'({ a: 1 })',
	'[""]',
	'[null, {}]',
	'" \u200b"',
];

const EACH_ODD = `={{ [${ODD.join(', ')}][$itemIndex] }}`;

const ZODS_WORDS =
	/\b(?:expected|received|invalid (?:input|type|enum|literal|option)|required|must be|too (?:big|small)|union)\b|\[object /i;

type Parameters = Record<string, NodeParameterValueType>;

const SAMPLES = {
	raygan: { phoneNumber: LINE, phoneNumbers: LINE, code: '123456', messageIds: '1', threshold: 5 },
	turkey: { title: TITLE, code: '123456', smsIds: '1', reportIds: '1', threshold: 5 },
} as const;

/** Reads the form that a user would see: the fields that are shown, each with a value that is fine. */
function formsOf(name: 'raygan' | 'turkey', type: string) {
	const { properties } = nodeTypes.getByNameAndVersion(type).description;
	const choices = (list: string): string[] =>
		properties
			.filter((property) => property.name === list)
			.flatMap(({ options = [] }) => options)
			.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	void choices;
	void name;
	return properties;
}

test('x', async () => {
	await loadPackage();
	const out: Record<string, string[]> = {};
	for (const name of PROVIDERS) {
		const { settings, askAccount, simulator } = providers[name];
		const properties = formsOf(name, settings.type);
		const operations = properties.filter((p) => p.name === 'operation');
		for (const operationList of operations) {
			const [resource] = operationList.displayOptions?.show?.resource ?? [];
			for (const operation of (operationList.options ?? []) as INodePropertyOptions[]) {
				const fields = properties.filter(
					(p) =>
						p.displayOptions?.show?.resource?.includes(String(resource)) &&
						p.displayOptions?.show?.operation?.includes(operation.value),
				);
				const to = numberOf(name, 1).to;
				const base: Parameters = { resource: String(resource), operation: operation.value as string };
				for (const f of fields) base[f.name] = f.default as NodeParameterValueType;
				const sample: Record<string, unknown> = {
					...SAMPLES[name],
					mobile: to, mobiles: to, recipient: to, recipients: to,
					message: 'text 123456', text: 'text TS_CODE', userGroupId: '5', groupMessageId: 'x', reportId: '1', verificationToken: 'x', withPrice: true,
				};
				for (const f of fields) if (f.name in sample) base[f.name] = sample[f.name] as string;
				const tries: Array<[string, Parameters]> = fields.map((f) => [
					f.displayName,
					{ ...base, [f.name]: EACH_ODD },
				]);
				for (const f of fields)
					if (f.type === 'collection')
						for (const o of f.options as INodeProperties[])
							tries.push([o.displayName, { ...base, [f.name]: { [o.name]: EACH_ODD } }]);
				for (const [shown, parameters] of tries) {
					const { outputs, fault } = await askAccount(parameters, {
						items: ODD.map((_, i) => ({ i })),
						onError: 'continueRegularOutput',
					});
					const key = `${String(resource)}.${String(operation.value)} ${shown}`;
					const lines = [...(fault ? [`FAULT ${fault.message} | ${fault.description}`] : [])];
					for (const { json, pairedItem } of outputs[0] ?? []) {
						const i = (pairedItem as { item: number }).item;
						if (json.error === undefined) { lines.push(`ok ${ODD[i]}`); continue; }
						const text = `${String(json.error)} | ${JSON.stringify(json.details)}`;
						const bad = ZODS_WORDS.test(text) ? 'ZOD ' : '';
						const unnamed = text.toLowerCase().includes(shown.toLowerCase()) ? '' : 'UNNAMED ';
						lines.push(`${bad}${unnamed}${ODD[i]} ${text}`);
					}
					out[key] = lines;
				}
				void simulator;
			}
		}
	}
	require('fs').writeFileSync('/tmp/walk.json', JSON.stringify(out, null, 1));
}, 300000);

import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { loadPackage, nodeTypes } from './package';
import { poller } from './poller';
import { PROVIDERS, useProviders } from './providers';
import { numberOf } from './sends';
import { LINE } from './simulatorsClient';
import { TITLE } from './turkeySms';

const providers = useProviders();

/** Values that an expression can give and no one meant, as JavaScript. */
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

const ZODS_WORDS =
	/\b(?:expected|received (?:nan|undefined|null|string|number|object|array|boolean|date)|invalid (?:input|type|enum|literal|option)|must be|too (?:big|small))\b|^required|\[object /i;

/** Where something is wrong with what an item names, the name of its field is not said again. */
const NAMES_ITS_VALUE =
	/(?:is not|is too|was shortened|was changed|No (?:recipient|number|message ID|SMS ID|report ID|line) is given|has no status)/;

type Parameters = IDataObject;

/** A form that is filled in, and one of its fields or options with what it is called. */
interface Try {
	readonly shown: string;
	parameters(odd: string): Parameters;
}

function samplesOf(name: 'raygan' | 'turkey'): Parameters {
	const { to } = numberOf(name, 1);
	return {
		...{ mobile: to, mobiles: to, recipient: to, recipients: to },
		...{ message: 'text 123456', text: 'text TS_CODE', code: '123456', threshold: 5 },
		...{ userGroupId: '5', groupMessageId: '1', reportId: '1', verificationToken: 'x' },
		...{ messageIds: '1', smsIds: '1', reportIds: '1', groupIds: '1', withPrice: true },
		...{ patternId: '1', tokens: {}, approvalOptions: {} },
		...{ phoneNumber: LINE, phoneNumbers: LINE, title: TITLE },
	};
}

/** What is shown where the dropdowns have these values. */
function shownIn(properties: readonly INodeProperties[], chosen: Parameters): INodeProperties[] {
	return properties.filter(({ displayOptions }) =>
		Object.entries(chosen).every(([list, value]) =>
			displayOptions?.show?.[list]?.some((shown) => shown === value),
		),
	);
}

function valuesOf(properties: readonly INodeProperties[], list: string): unknown[] {
	return properties
		.filter(({ name }) => name === list)
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('value' in option ? [option.value] : []));
}

function triesOf(name: 'raygan' | 'turkey', fields: INodeProperties[], chosen: Parameters): Try[] {
	const samples = samplesOf(name);
	const filled = Object.fromEntries(
		fields.map((field) => [field.name, samples[field.name] ?? field.default]),
	);
	const base = { ...chosen, ...filled };
	return fields.flatMap((field): Try[] => {
		if (field.type === 'notice') return [];
		if (field.type !== 'collection') {
			return [{ shown: field.displayName, parameters: (odd) => ({ ...base, [field.name]: odd }) }];
		}
		return (field.options ?? []).flatMap((option): Try[] =>
			'displayName' in option
				? [
						{
							shown: option.displayName,
							parameters: (odd) => ({ ...base, [field.name]: { [option.name]: odd } }),
						},
					]
				: [],
		);
	});
}

function expectOurWords(text: string, shown: string): void {
	expect(text).not.toMatch(ZODS_WORDS);
	if (NAMES_ITS_VALUE.test(text)) return;
	expect(text.toLowerCase()).toContain(shown.toLowerCase());
}

describe.each(PROVIDERS)('%s', (name) => {
	const { settings, askAccount, credential } = providers[name];

	test('an odd value in any field or option of any operation is read, or refused in words of ours', async () => {
		await loadPackage();
		const { properties } = nodeTypes.getByNameAndVersion(settings.type).description;
		const expression = `={{ [${ODD.join(', ')}][$itemIndex] }}`;
		const items = ODD.map((odd) => ({ odd }));
		let tries = 0;
		let refusals = 0;
		for (const resource of valuesOf(properties, 'resource')) {
			for (const operation of valuesOf(properties, 'operation')) {
				// It takes one item a run, and waits after it.
				if (operation === 'sendAndWait') continue;
				const chosen = { resource: String(resource), operation: String(operation) };
				for (const { shown, parameters } of triesOf(name, shownIn(properties, chosen), chosen)) {
					tries += 1;
					const { outputs, fault } = await askAccount(
						JSON.parse(JSON.stringify(parameters(expression))),
						{ items, onError: 'continueRegularOutput' },
					);
					expect(fault).toBeUndefined();
					for (const { json } of outputs[0] ?? []) {
						if (!JSON.stringify(json).includes('invalid-input')) continue;
						refusals += 1;
						expectOurWords(String(json.message), shown);
					}
				}
			}
		}
		expect(tries).toBeGreaterThan(60);
		expect(refusals).toBeGreaterThan(200);
	}, 60_000);

	test('and so in any field or option of any event', async () => {
		await loadPackage();
		const type = `${settings.type}Trigger`;
		const { properties } = nodeTypes.getByNameAndVersion(type).description;
		let refusals = 0;
		for (const event of valuesOf(properties, 'event')) {
			const chosen = { event: String(event) };
			for (const { shown, parameters } of triesOf(name, shownIn(properties, chosen), chosen)) {
				for (const odd of ODD) {
					const { poll } = poller({
						...{ type, credentialType: settings.credentialType, credential },
						parameters: JSON.parse(JSON.stringify(parameters(`={{ ${odd} }}`))),
					});
					const thrown: unknown = await poll().then(
						() => undefined,
						(fault: unknown) => fault,
					);
					if (!(thrown instanceof Error)) continue;
					const description = String(Reflect.get(thrown, 'description'));
					const text = `${thrown.message} ${description}`;
					if (thrown instanceof NodeApiError) {
						expect(text).toMatch(/\(.+, code .+\)/);
						continue;
					}
					expect(thrown).toBeInstanceOf(NodeOperationError);
					refusals += 1;
					expectOurWords(text, shown);
				}
			}
		}
		expect(refusals).toBeGreaterThan(50);
	}, 60_000);
});

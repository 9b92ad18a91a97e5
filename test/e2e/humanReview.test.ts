import { linkIn, postAnswer } from './answers';
import type { Workflow } from './examples';
import { FakeModel } from './fakeModel';
import { LINES } from './received';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';
import { ownNode, workflowOf } from './workflow';

jest.setTimeout(180_000);

const MODEL = { id: 'fakeModelAccount', name: 'Fake model', type: 'openAiApi' } as const;

const REVIEWERS = {
	raygan: { phoneNumber: LINES.first, mobile: '09112170848' },
	turkey: { title: { __rl: true, mode: 'name', value: 'TURKEY SMS' }, recipient: '905000000001' },
} as const;

/** An agent whose tool asks for the credit, and may not before a person has approved it by SMS. */
function agentWith(id: string, provider: keyof typeof REVIEWERS, options: object = {}): Workflow {
	const as = (name: string, type: string) => [[{ node: name, type, index: 0 }]];
	const review = ownNode(provider, 'Sms', {
		resource: 'message',
		operation: 'sendAndWait',
		...REVIEWERS[provider],
		message: '=The agent wants to use {{ $tool.name }}',
		responseType: 'approval',
		approvalOptions: { values: { approvalType: 'double' } },
		options,
	});
	const tool = ownNode('raygan', 'Sms', {
		resource: 'account',
		operation: 'getCredit',
		descriptionType: 'manual',
		toolDescription: 'Tells the credit',
		options: {},
	});
	return workflowOf(
		id,
		[
			{},
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				parameters: { promptType: 'define', text: 'How much credit is left?', options: {} },
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'fake' }, options: {} },
				credentials: { openAiApi: { id: MODEL.id, name: MODEL.name } },
			},
			{ ...review, name: 'Review', type: `${review.type}HitlTool` },
			{ ...tool, name: 'Credit', type: `${tool.type}Tool` },
		],
		{
			'Node 0': { main: as('Agent', 'main') },
			Model: { ai_languageModel: as('Agent', 'ai_languageModel') },
			Review: { ai_tool: as('Agent', 'ai_tool') },
			Credit: { ai_tool: as('Review', 'ai_tool') },
		},
	);
}

const AGENTS = {
	raygan: agentWith('reviewRaygan0001', 'raygan'),
	turkey: agentWith('reviewTurkey0001', 'turkey'),
	limited: agentWith('reviewLimited001', 'raygan', {
		limitWaitTime: {
			values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
		},
	}),
};

let model: FakeModel;
let site: Site;

beforeAll(async () => {
	model = await FakeModel.start();
	const credential = { ...MODEL, data: { apiKey: 'none', url: model.url } };
	site = await Site.open(Object.values(AGENTS), [], {}, [credential]);
}, SET_UP_MS);

beforeEach(() => site.simulators.reset());

afterAll(async () => {
	await site?.close();
	await model?.stop();
});

describe.each(['raygan', 'turkey'] as const)(
	'%s asks a person before an agent acts',
	(provider) => {
		const asksForCredit = () =>
			site.simulators.raygan.requests.filter(({ endpoint }) => endpoint === 'GetCredit').length;

		async function answer(choice: 'approve' | 'decline') {
			const id = await site.session.start(AGENTS[provider]);
			const link = await until('the question', () => {
				const text = site.simulators[provider].ledger[0]?.text;
				return text === undefined ? undefined : linkIn(text);
			});
			const page = await until('the page', async () => {
				const reply = await fetch(link);
				return reply.ok ? await reply.text() : undefined;
			});
			expect(page).toContain('The agent wants to use');
			expect(asksForCredit()).toBe(0);
			expect((await postAnswer(link, { answer: choice })).status).toBe(200);
			const { ok, items } = await site.session.finished(id);
			expect(ok).toBe(true);
			expect(site.simulators[provider].ledger).toHaveLength(1);
			return String(items.Agent?.[0]?.[0]?.output);
		}

		it('approved: the tool runs, and its answer reaches the model', async () => {
			expect(await answer('approve')).toContain('IRR');
			expect(asksForCredit()).toBe(1);
		});

		it('declined: the tool does not run, and the model is told so', async () => {
			expect(await answer('decline')).toContain('rejected');
			expect(asksForCredit()).toBe(0);
		});
	},
);

it('nobody answers in time: the tool does not run, although the model wrote an approval itself', async () => {
	const id = await site.session.start(AGENTS.limited);
	const { ok, items } = await site.session.finished(id, 120_000);
	expect(ok).toBe(true);
	expect(String(items.Agent?.[0]?.[0]?.output)).toContain('rejected');
	expect(site.simulators.raygan.ledger).toHaveLength(1);
	expect(site.simulators.raygan.requests.map(({ endpoint }) => endpoint)).not.toContain(
		'GetCredit',
	);
});

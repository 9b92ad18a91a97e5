import type { IDataObject, INode, Logger } from 'n8n-workflow';

import type { AccountClient, TriggerEvent } from '../../../../nodes/shared/polling/event';
import type { KeptUnder } from '../../../../nodes/shared/polling/partNames';
import type { TriggerContext } from '../../../../nodes/shared/polling/trigger';
import { pollFor } from '../../../../nodes/shared/polling/trigger';

/**
 * How n8n keeps what a poll stores:
 * - `default`: in memory from the activation on; in the database after the activation and where a poll emits
 * - `scheduler`: each poll begins with what the database has, which is written as above
 * - `durable`: the node's own data is written with each poll, but not by an activation that emits nothing
 *
 * Only the first one polls at once after a restart.
 */
export type Engine = 'default' | 'scheduler' | 'durable';

export interface HostSettings<Client> {
	readonly engine: Engine;
	readonly events: ReadonlyArray<TriggerEvent<Client>>;
	readonly client: Client;
	readonly parameters: IDataObject;
	readonly nodeName?: string;
	/** Another workflow of the same host: tests share the module's memory. */
	readonly workflow: string;
	readonly names?: KeptUnder;
}

const ofAccount = (account: string): KeptUnder => {
	const own = `user:${account}`;
	return { own, isSame: [(kept) => kept === own] };
};

export const NODE_ID = 'trigger-1';

const EVERY_MINUTE: IDataObject = { item: [{ mode: 'everyMinute' }] };
const SCHEDULER_BUDGET_MS = 36_000;
const UNLIMITED_BUDGET_MS = 300_000;

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data));

function isData(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function dataOf(stored: IDataObject, name: string): IDataObject {
	const found = stored[name];
	if (isData(found)) return found;
	const created: IDataObject = {};
	stored[name] = created;
	return created;
}

/** One run of n8n on one workflow with one trigger, as far as a poll can tell. */
export class Host<Client extends AccountClient> {
	/** What the database has: the workflow's own data, and the node's durable cursor. */
	stored: IDataObject = {};
	cursor: IDataObject | undefined;
	readonly emitted: IDataObject[][] = [];
	readonly notes: string[] = [];
	parameters: IDataObject;
	nodeName: string;
	private active: { readonly live: IDataObject; readonly context: TriggerContext } | undefined;
	private processes = 0;

	constructor(readonly settings: HostSettings<Client>) {
		this.parameters = settings.parameters;
		this.nodeName = settings.nodeName ?? 'Trigger';
	}

	/** The poll that the user waits for. @throws what keeps the workflow from becoming active */
	async activate(): Promise<void> {
		const live = copy(this.stored);
		const cursor = this.durableCursor();
		const context = this.contextWith(live, cursor, UNLIMITED_BUDGET_MS);
		const items = await this.poll(context);
		if (items !== null) {
			this.emitted.push(items);
			if (cursor !== undefined) this.cursor = cursor;
		}
		this.stored = copy(live);
		this.active = { live, context };
	}

	/** A poll on the minute. @throws what n8n shows as a failed execution */
	async tick({ crashes = false } = {}): Promise<void> {
		const cursor = this.durableCursor();
		const { live, context } =
			this.settings.engine === 'default' ? this.started() : this.fresh(cursor);
		const polling = this.poll(context);
		if (crashes) {
			await polling.catch(() => null);
			return await this.restart();
		}
		const items = await polling;
		if (cursor !== undefined) this.cursor = cursor;
		if (items === null) return;
		this.emitted.push(items);
		this.stored = copy(live);
	}

	/** Two polls at the same time, as happens where one takes longer than the interval. */
	async tickTwice(): Promise<void> {
		const other = this.tick();
		await Promise.allSettled([this.tick(), other]);
	}

	/** A new process: what was in memory is gone. */
	async restart(): Promise<void> {
		this.processes += 1;
		if (this.settings.engine === 'default') await this.activate();
	}

	/** A manual run. */
	async runManually(): Promise<IDataObject[]> {
		const context: TriggerContext = {
			...this.fresh(this.durableCursor()).context,
			getMode: () => 'manual',
		};
		return (await this.poll(context)) ?? [];
	}

	private started() {
		if (this.active === undefined) throw new Error('The workflow is not active');
		return this.active;
	}

	private fresh(cursor: IDataObject | undefined) {
		const live = copy(this.stored);
		return { live, context: this.contextWith(live, cursor, SCHEDULER_BUDGET_MS) };
	}

	private durableCursor(): IDataObject | undefined {
		if (this.settings.engine !== 'durable') return undefined;
		this.cursor ??= dataOf(this.stored, `node:${this.nodeName}`);
		return copy(this.cursor);
	}

	private contextWith(
		live: IDataObject,
		cursor: IDataObject | undefined,
		budgetMs: number,
	): TriggerContext {
		const node: INode = {
			id: NODE_ID,
			name: this.nodeName,
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const note = (sentence: string) => void this.notes.push(sentence);
		const logger: Logger = { error: note, warn: note, info: note, debug: note };
		return {
			logger,
			getNode: () => node,
			getMode: () => 'trigger',
			getTimezone: () => 'Asia/Tehran',
			getWorkflow: () => ({ id: `${this.settings.workflow} ${this.processes}`, active: true }),
			getPollBudgetMs: () => budgetMs,
			getNodeParameter: (name: string) =>
				({ pollTimes: EVERY_MINUTE, ...this.parameters })[name] ?? {},
			getWorkflowStaticData: (type) =>
				type === 'node' ? (cursor ?? dataOf(live, `node:${node.name}`)) : dataOf(live, 'global'),
		};
	}

	private async poll(context: TriggerContext): Promise<IDataObject[] | null> {
		const { events, client } = this.settings;
		const output = await pollFor(events, {
			context,
			provider: 'Raygan SMS',
			connection: Object.assign(async () => () => client, {
				names: async () => this.settings.names ?? ofAccount(client.account),
			}),
		});
		return output === null ? null : output.flat().map(({ json }) => json);
	}
}

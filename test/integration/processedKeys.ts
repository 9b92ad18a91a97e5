import type { DeduplicationItemTypes, ICheckProcessedOptions } from 'n8n-workflow';

/**
 * n8n's store of processed keys for one node, as the host keeps it in its database: a list of which the
 * oldest entries are dropped when it is full, read, changed and written back without a lock.
 */
export class ProcessedKeys {
	private entries: DeduplicationItemTypes[] = [];
	/** Thrown by each call while it is set. */
	fault: Error | undefined;
	/** When each of the next calls loses its connection: before anything is written, or after it was. */
	readonly losses: Array<'before' | 'after' | 'never'> = [];
	/** While it is set nothing is written any more, as after a crash. */
	isCutOff = false;
	calls = 0;

	async checkProcessedAndRecord(items: DeduplicationItemTypes[], options: ICheckProcessedOptions) {
		const loss = this.losses.shift();
		const known = new Set(await this.read(loss));
		const output = {
			new: items.filter((item) => !known.has(item)),
			processed: items.filter((item) => known.has(item)),
		};
		const all = [...known, ...output.new];
		await this.write(all.slice(Math.max(0, all.length - (options.maxEntries ?? Infinity))), loss);
		return output;
	}

	async removeProcessed(items: DeduplicationItemTypes[]): Promise<void> {
		const loss = this.losses.shift();
		const gone = new Set(items);
		const kept = (await this.read(loss)).filter((entry) => !gone.has(entry));
		await this.write(kept, loss);
	}

	reset(): void {
		this.entries = [];
		this.fault = undefined;
		this.losses.length = 0;
		this.isCutOff = false;
		this.calls = 0;
	}

	private async read(loss = 'never'): Promise<DeduplicationItemTypes[]> {
		this.calls += 1;
		if (this.fault) throw this.fault;
		if (loss === 'before') throw new Error('database is locked');
		return await Promise.resolve([...this.entries]);
	}

	private async write(entries: DeduplicationItemTypes[], loss = 'never'): Promise<void> {
		await Promise.resolve();
		if (!this.isCutOff) this.entries = entries;
		if (loss === 'after') throw new Error('connection lost');
	}
}

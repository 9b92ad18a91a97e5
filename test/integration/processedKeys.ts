import type { DeduplicationItemTypes, ICheckProcessedOptions } from 'n8n-workflow';

/**
 * n8n's store of processed keys for one node, as the host keeps it in its database: a list of which the
 * oldest entries are dropped when it is full, read, changed and written back without a lock.
 */
export class ProcessedKeys {
	private entries: DeduplicationItemTypes[] = [];
	/** Thrown by each call while it is set. */
	fault: Error | undefined;
	/** While it is set nothing is written any more, as after a crash. */
	isCutOff = false;
	calls = 0;

	async checkProcessedAndRecord(items: DeduplicationItemTypes[], options: ICheckProcessedOptions) {
		const known = new Set(await this.read());
		const output = {
			new: items.filter((item) => !known.has(item)),
			processed: items.filter((item) => known.has(item)),
		};
		const all = [...known, ...output.new];
		await this.write(all.slice(Math.max(0, all.length - (options.maxEntries ?? Infinity))));
		return output;
	}

	async removeProcessed(items: DeduplicationItemTypes[]): Promise<void> {
		const gone = new Set(items);
		await this.write((await this.read()).filter((entry) => !gone.has(entry)));
	}

	reset(): void {
		this.entries = [];
		this.fault = undefined;
		this.isCutOff = false;
		this.calls = 0;
	}

	private async read(): Promise<DeduplicationItemTypes[]> {
		this.calls += 1;
		if (this.fault) throw this.fault;
		return await Promise.resolve([...this.entries]);
	}

	private async write(entries: DeduplicationItemTypes[]): Promise<void> {
		await Promise.resolve();
		if (!this.isCutOff) this.entries = entries;
	}
}

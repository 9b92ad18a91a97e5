import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';

/** Asks an endpoint that sends nothing, and reads the `Result` of its envelope. */
export type Call = <Value>(
	endpoint: string,
	body: IDataObject,
	result: z.ZodType<Value, z.ZodTypeDef, unknown>,
) => Promise<Answer<Value>>;

import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsClient } from '../../api/client';
import { checkCode } from './checkCode.operation';
import { sendAutoCode } from './sendAutoCode.operation';
import { sendCode } from './sendCode.operation';

export const verification: Resource<RayganSmsClient> = {
	name: 'Verification',
	value: 'verification',
	operations: [sendAutoCode, sendCode, checkCode],
};

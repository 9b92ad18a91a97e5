import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsConnection } from '../../connection';
import { checkCode } from './checkCode.operation';
import { checkToken } from './checkToken.operation';
import { sendAutoCode } from './sendAutoCode.operation';
import { sendCode } from './sendCode.operation';
import { sendPatternCode } from './sendPatternCode.operation';

export const verification: Resource<RayganSmsConnection> = {
	name: 'Verification',
	value: 'verification',
	operations: [sendAutoCode, sendCode, sendPatternCode, checkCode, checkToken],
};

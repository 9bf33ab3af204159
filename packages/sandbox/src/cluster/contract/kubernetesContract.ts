import { applyContract } from './applyContract';
import { clientContract } from './clientContract';
import { TargetProvider } from './ContractTarget';
import { discoveryContract } from './discoveryContract';
import { listContract } from './listContract';
import { objectsContract } from './objectsContract';
import { patchContract } from './patchContract';
import { watchContract } from './watchContract';

/**
 * Declares the tests of what any Kubernetes API server does, without controllers.
 * They need a token that may do everything.
 */
export function kubernetesContract(provide: TargetProvider): void {
  discoveryContract(provide);
  objectsContract(provide);
  patchContract(provide);
  applyContract(provide);
  listContract(provide);
  watchContract(provide);
  clientContract(provide);
}

import { Navigate } from '@tanstack/react-router';
import { isOperator, useSession } from '../session/session-context.ts';

/** Where everybody begins: at the cases, or at the services for whoever keeps those alive. */
export function Home() {
  const { actor } = useSession();
  return <Navigate to={isOperator(actor) ? '/operations' : '/cases'} replace />;
}

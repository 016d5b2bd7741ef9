export { FieldSignInCard as SignInCard } from './field/SignInCard.tsx';
export { DisplayCard } from './resident/DisplayCard.tsx';

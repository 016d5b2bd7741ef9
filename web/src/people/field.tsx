export { FieldSignInCard as SignInCard } from './field/SignInCard.tsx';

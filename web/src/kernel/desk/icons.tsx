import * as icons from '@ant-design/icons';
import type { ComponentProps } from 'react';

type AnyIcon = typeof icons.PlusOutlined;

/**
 * The library has each icon read out by its English name, which would be part of the name of every button with one: here
 * they are drawn and not read out, as the words beside them or the label of the button say what it is.
 */
const silent = (Icon: AnyIcon) => (props: ComponentProps<AnyIcon>) => <Icon aria-hidden {...props} />;

export const AlertOutlined = /* @__PURE__ */ silent(icons.AlertOutlined);
export const ApartmentOutlined = /* @__PURE__ */ silent(icons.ApartmentOutlined);
export const ApiOutlined = /* @__PURE__ */ silent(icons.ApiOutlined);
export const ArrowDownOutlined = /* @__PURE__ */ silent(icons.ArrowDownOutlined);
export const ArrowLeftOutlined = /* @__PURE__ */ silent(icons.ArrowLeftOutlined);
export const ArrowUpOutlined = /* @__PURE__ */ silent(icons.ArrowUpOutlined);
export const AuditOutlined = /* @__PURE__ */ silent(icons.AuditOutlined);
export const BankOutlined = /* @__PURE__ */ silent(icons.BankOutlined);
export const BarChartOutlined = /* @__PURE__ */ silent(icons.BarChartOutlined);
export const BellOutlined = /* @__PURE__ */ silent(icons.BellOutlined);
export const BulbOutlined = /* @__PURE__ */ silent(icons.BulbOutlined);
export const CalendarOutlined = /* @__PURE__ */ silent(icons.CalendarOutlined);
export const CheckCircleFilled = /* @__PURE__ */ silent(icons.CheckCircleFilled);
export const CheckOutlined = /* @__PURE__ */ silent(icons.CheckOutlined);
export const CloseCircleFilled = /* @__PURE__ */ silent(icons.CloseCircleFilled);
export const CloseOutlined = /* @__PURE__ */ silent(icons.CloseOutlined);
export const CompassOutlined = /* @__PURE__ */ silent(icons.CompassOutlined);
export const CustomerServiceOutlined = /* @__PURE__ */ silent(icons.CustomerServiceOutlined);
export const DatabaseOutlined = /* @__PURE__ */ silent(icons.DatabaseOutlined);
export const DeleteOutlined = /* @__PURE__ */ silent(icons.DeleteOutlined);
export const DownOutlined = /* @__PURE__ */ silent(icons.DownOutlined);
export const DownloadOutlined = /* @__PURE__ */ silent(icons.DownloadOutlined);
export const EditOutlined = /* @__PURE__ */ silent(icons.EditOutlined);
export const EllipsisOutlined = /* @__PURE__ */ silent(icons.EllipsisOutlined);
export const ExclamationCircleFilled = /* @__PURE__ */ silent(icons.ExclamationCircleFilled);
export const ExportOutlined = /* @__PURE__ */ silent(icons.ExportOutlined);
export const EyeFilled = /* @__PURE__ */ silent(icons.EyeFilled);
export const EyeOutlined = /* @__PURE__ */ silent(icons.EyeOutlined);
export const FileExcelOutlined = /* @__PURE__ */ silent(icons.FileExcelOutlined);
export const FilePdfOutlined = /* @__PURE__ */ silent(icons.FilePdfOutlined);
export const FileTextOutlined = /* @__PURE__ */ silent(icons.FileTextOutlined);
export const FormOutlined = /* @__PURE__ */ silent(icons.FormOutlined);
export const GlobalOutlined = /* @__PURE__ */ silent(icons.GlobalOutlined);
export const HeartOutlined = /* @__PURE__ */ silent(icons.HeartOutlined);
export const HistoryOutlined = /* @__PURE__ */ silent(icons.HistoryOutlined);
export const HomeOutlined = /* @__PURE__ */ silent(icons.HomeOutlined);
export const IdcardOutlined = /* @__PURE__ */ silent(icons.IdcardOutlined);
export const InboxOutlined = /* @__PURE__ */ silent(icons.InboxOutlined);
export const InfoCircleFilled = /* @__PURE__ */ silent(icons.InfoCircleFilled);
export const KeyOutlined = /* @__PURE__ */ silent(icons.KeyOutlined);
export const LockOutlined = /* @__PURE__ */ silent(icons.LockOutlined);
export const LogoutOutlined = /* @__PURE__ */ silent(icons.LogoutOutlined);
export const MailOutlined = /* @__PURE__ */ silent(icons.MailOutlined);
export const MenuFoldOutlined = /* @__PURE__ */ silent(icons.MenuFoldOutlined);
export const MenuOutlined = /* @__PURE__ */ silent(icons.MenuOutlined);
export const MenuUnfoldOutlined = /* @__PURE__ */ silent(icons.MenuUnfoldOutlined);
export const MoreOutlined = /* @__PURE__ */ silent(icons.MoreOutlined);
export const NotificationOutlined = /* @__PURE__ */ silent(icons.NotificationOutlined);
export const PhoneOutlined = /* @__PURE__ */ silent(icons.PhoneOutlined);
export const PlusOutlined = /* @__PURE__ */ silent(icons.PlusOutlined);
export const PrinterOutlined = /* @__PURE__ */ silent(icons.PrinterOutlined);
export const ProfileOutlined = /* @__PURE__ */ silent(icons.ProfileOutlined);
export const QrcodeOutlined = /* @__PURE__ */ silent(icons.QrcodeOutlined);
export const QuestionCircleOutlined = /* @__PURE__ */ silent(icons.QuestionCircleOutlined);
export const ReadOutlined = /* @__PURE__ */ silent(icons.ReadOutlined);
export const SafetyCertificateOutlined = /* @__PURE__ */ silent(icons.SafetyCertificateOutlined);
export const SafetyOutlined = /* @__PURE__ */ silent(icons.SafetyOutlined);
export const SearchOutlined = /* @__PURE__ */ silent(icons.SearchOutlined);
export const SendOutlined = /* @__PURE__ */ silent(icons.SendOutlined);
export const TeamOutlined = /* @__PURE__ */ silent(icons.TeamOutlined);
export const UploadOutlined = /* @__PURE__ */ silent(icons.UploadOutlined);
export const UserOutlined = /* @__PURE__ */ silent(icons.UserOutlined);

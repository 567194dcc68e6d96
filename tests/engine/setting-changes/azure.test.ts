import { testSettingChanges } from "./suite.js";

testSettingChanges("azure");

import { testSettingChanges } from "./suite.js";

testSettingChanges("aws");
